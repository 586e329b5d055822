using System.Text.Json;
using System.Text.RegularExpressions;
using Doorstep.Workflows.Collections.Access;
using Doorstep.Workflows.Kernel;
using Doorstep.Workflows.Storage;
using Mediator;

namespace Doorstep.Workflows.Commands.Access;

/// <summary>Shows one masked value of a case, for a purpose. The audit log has it before the value is given (S26, S27).</summary>
/// <param name="CaseId">The case.</param>
/// <param name="Field">Path into the case file, <c>customer.contactPoints[0].value</c>, or into a step, <c>journal[4].data.text</c>.</param>
/// <param name="Purpose">What for; a word of <see cref="RevealPurposes"/>.</param>
/// <param name="Reason">Why, in words.</param>
/// <param name="Actor">Who asks.</param>
[Allow(Role.Agent, Role.Supervisor, Role.Compliance, Role.Service)]
public sealed record RevealField(string CaseId, string? Field, string? Purpose, string? Reason, Actor Actor) : ICommand<Reply<RevealedField>>, IAboutCase;

/// <summary>A value that was shown.</summary>
/// <param name="Field">Where it stands.</param>
/// <param name="Value">What it says.</param>
/// <param name="Purpose">What it was shown for.</param>
public sealed record RevealedField(string Field, string Value, string Purpose);

/// <summary>What personal data is shown for: solving this debt's difficulty, and nothing else (S27).</summary>
public static class RevealPurposes
{
    /// <summary>Only for compliance: looking whether all was right.</summary>
    public const string Audit = "AUDIT";

    /// <summary>The purposes.</summary>
    public static IReadOnlyList<string> All { get; } = ["CONTACT", "VISIT", "HARDSHIP", "DISPUTE", "COMPLAINT", "LEGAL", Audit];

    /// <summary>Purposes that people ask for and that are never one of ours; each is refused and logged.</summary>
    public static IReadOnlyList<string> Refused { get; } = ["MARKETING", "SALES", "CROSS_SELLING", "SCORING", "RESEARCH", "TRAINING", "PRIVATE"];
}

internal sealed partial class RevealFieldHandler(ICaseStore store, FactFolder folder, PurposeDoor purposes, AuditTrail audit) : ICommandHandler<RevealField, Reply<RevealedField>>
{
    private const string Act = "case.reveal";
    private const int FieldMax = 200;

    public async ValueTask<Reply<RevealedField>> Handle(RevealField command, CancellationToken cancellationToken)
    {
        await purposes.DemandAsync(command.Actor, Act, command.Purpose, command.Field, command.CaseId);
        var faults = Check(command).ToArray();
        if (faults.Length > 0) return Refuse.Invalid<RevealedField>("Nothing is shown like this.", faults);
        if (await store.FindCaseAsync(command.CaseId, cancellationToken) is not { } record) return Refuse.NoCase<RevealedField>(command.CaseId);
        if (await FindAsync(record, command.Field!, cancellationToken) is not { } value) return Refuse.NotFound<RevealedField>($"The case has no text at '{command.Field}'.");
        await audit.DidAsync(command.Actor, Act, command.Field, command.Reason, command.CaseId, command.Purpose);
        return new Reply<RevealedField>.Done(new RevealedField(command.Field!, value, command.Purpose!));
    }

    private async Task<string?> FindAsync(CaseRecord record, string field, CancellationToken cancellation)
    {
        if (JournalField().Match(field) is not { Success: true } step) return At(SnapshotCodec.Read(record.Snapshot, folder).Facts.ToJson(), field);
        if (!long.TryParse(step.Groups[1].ValueSpan, out var sequence)) return null;
        return await store.JournalAsync(record.Id, sequence - 1, 1, cancellation) is [{ } row] && row.Sequence == sequence ? At(Values.Parse(row.EventData), step.Groups[2].Value) : null;
    }

    private static string? At(JsonElement json, string path)
    {
        foreach (Match part in Part().Matches(path))
        {
            if (part.Groups["index"] is { Success: true } index)
            {
                if (json.ValueKind != JsonValueKind.Array || !int.TryParse(index.ValueSpan, out var at) || at >= json.GetArrayLength()) return null;
                json = json[at];
            }
            else if (json.ValueKind != JsonValueKind.Object || !json.TryGetProperty(part.Groups["name"].Value, out json)) return null;
        }

        return json.ValueKind == JsonValueKind.String ? json.GetString() : null;
    }

    private static IEnumerable<Fault> Check(RevealField command)
    {
        if (command.Field is not { Length: > 0 and <= FieldMax } field || !Field().IsMatch(field)) yield return new Fault("field", $"'{command.Field}' is not a path, such as 'customer.contactPoints[0].value'.");
        else if (!PersonalData.Members.ContainsKey(LastName().Match(field).Groups[1].Value)) yield return new Fault("field", $"'{field}' is not masked: read it with the case.");
        foreach (var fault in PurposeDoor.Faults(command.Purpose, command.Reason)) yield return fault;
    }

    [GeneratedRegex(@"^[A-Za-z_]\w*(?:\[\d+\])*(?:\.[A-Za-z_]\w*(?:\[\d+\])*)*\z")]
    private static partial Regex Field();

    [GeneratedRegex(@"([A-Za-z_]\w*)(?:\[\d+\])*\z")]
    private static partial Regex LastName();

    [GeneratedRegex(@"^journal\[(\d{1,18})\]\.data\.(.+)\z")]
    private static partial Regex JournalField();

    [GeneratedRegex(@"(?<name>[A-Za-z_]\w*)|\[(?<index>\d+)\]")]
    private static partial Regex Part();
}
