using System.Globalization;
using System.Runtime.CompilerServices;
using Doorstep.Workflows.Collections.Access;
using Doorstep.Workflows.Commands.Access;
using Doorstep.Workflows.Storage;
using Mediator;

namespace Doorstep.Workflows.Commands.Lists;

/// <summary>Takes the list of a filter out of the house, with names masked, for a purpose. The audit log has who, what for and by what the cases were looked for before the first row is given, and how many were given after the last.</summary>
/// <param name="Filter">Which cases.</param>
/// <param name="Purpose">What for; a word of <see cref="RevealPurposes"/>.</param>
/// <param name="Reason">Why, in words.</param>
/// <param name="Actor">Who asks.</param>
[Allow(Role.Supervisor, Role.Compliance), ForScoped]
public sealed record ExportCases(CaseFilter Filter, string? Purpose, string? Reason, Actor Actor) : ICommand<Reply<CaseExport>>, IActed
{
    /// <summary>Rows of one export at most; whoever needs more narrows the filter, and says so again.</summary>
    public const int RowsMax = 50_000;
}

/// <summary>The rows of an export, read while they are written: newest first, or by their keys where a key is looked for.</summary>
/// <param name="Rows">The rows, once; names are masked.</param>
public sealed record CaseExport(IAsyncEnumerable<CaseSummary> Rows);

internal sealed class ExportHandler(ICaseStore store, PurposeDoor purposes, AuditTrail audit, TimeProvider clock) : ICommandHandler<ExportCases, Reply<CaseExport>>
{
    private const string Act = "case.export";
    private const int PageRows = 500;

    public async ValueTask<Reply<CaseExport>> Handle(ExportCases command, CancellationToken cancellationToken)
    {
        var subject = $"cases by {(command.Filter.Names.ToArray() is { Length: > 0 } names ? string.Join(", ", names) : "nothing: all")}";
        await purposes.DemandAsync(command.Actor, Act, command.Purpose, subject);
        Fault[] faults = [.. command.Filter.Faults(), .. PurposeDoor.Faults(command.Purpose, command.Reason)];
        if (faults.Length > 0) return Refuse.Invalid<CaseExport>("The list cannot be taken out like this.", faults);
        await audit.DidAsync(command.Actor, Act, subject, command.Reason, purpose: command.Purpose);
        return new Reply<CaseExport>.Done(new CaseExport(RowsAsync(command, CancellationToken.None)));
    }

    private async IAsyncEnumerable<CaseSummary> RowsAsync(ExportCases command, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var query = command.Filter.ToQuery(clock.GetUtcNow()) with { Tenants = command.Actor.OnlyTenants, Limit = PageRows };
        var given = 0;
        try
        {
            while (given < ExportCases.RowsMax && await store.ListCasesAsync(query, cancellation) is [.., var last] page)
            {
                foreach (var row in page)
                {
                    given++;
                    yield return row with { Name = row.Name is { } name ? PersonalData.Masked(PersonalKind.Name, name) : null };
                }

                query = query with { After = (last.CreatedAt, last.Id), AfterKey = last.BusinessKey };
            }
        }
        finally
        {
            await audit.DidAsync(command.Actor, $"{Act}.given", string.Create(CultureInfo.InvariantCulture, $"{given} rows"), command.Reason, purpose: command.Purpose);
        }
    }
}
