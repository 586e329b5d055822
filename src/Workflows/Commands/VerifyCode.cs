using System.Security.Cryptography;
using System.Text.Json;
using Doorstep.Workflows.Collections;
using Doorstep.Workflows.Collections.Acts;
using Doorstep.Workflows.Collections.Acts.Desk;
using Doorstep.Workflows.Collections.Facts;
using Doorstep.Workflows.Grains;
using Doorstep.Workflows.Kernel;
using Doorstep.Workflows.Storage.Registers;
using Mediator;

namespace Doorstep.Workflows.Commands;

/// <summary>Issues the one-time code with which a customer checks that a visitor is ours (S44, S51). It is shown once and stored as a hash.</summary>
/// <param name="AuthorisationId">The authorisation of the visit.</param>
/// <param name="Actor">Who.</param>
[Allow(Role.Supervisor, Role.Compliance)]
public sealed record IssueCode(string AuthorisationId, Actor Actor) : ICommand<Reply<IssuedCode>>, IActed;

/// <summary>A code that was issued.</summary>
/// <param name="Code">Eight letters and digits in two groups.</param>
/// <param name="Until">Until when it may be asked for (UTC).</param>
public sealed record IssuedCode(string Code, DateTimeOffset Until);

/// <summary>Asks whether a code is ours. Everybody may ask, and the answer says nothing about anybody.</summary>
/// <param name="Code">The code as it was said; hyphens, spaces and small letters do not count.</param>
public sealed record VerifyCode(string Code) : ICommand<CodeAnswer>;

/// <summary>What a code is.</summary>
public enum CodeAnswer
{
    /// <summary>None of ours, or no longer.</summary>
    NotOurs,

    /// <summary>A visitor's of ours.</summary>
    Visitor,

    /// <summary>Of a message or a call of ours. It lets nobody in.</summary>
    Message,
}

internal sealed class CodeHandler(RegisterStore store, IGrainFactory grains, TimeProvider clock) : ICommandHandler<IssueCode, Reply<IssuedCode>>, ICommandHandler<VerifyCode, CodeAnswer>
{
    private const int Length = 8;

    /// <summary>A code is for the visit of the day.</summary>
    private static readonly TimeSpan Life = TimeSpan.FromHours(24);

    /// <summary>Whoever asks twice at the door is told the same; after that the code is used up.</summary>
    private static readonly TimeSpan Use = TimeSpan.FromMinutes(10);

    public async ValueTask<Reply<IssuedCode>> Handle(IssueCode command, CancellationToken cancellationToken)
    {
        if (await FindAsync<Authorisation>(Registers.Authorisations, command.AuthorisationId, cancellationToken) is not var (authorisation, _))
            return Refuse.NotFound<IssuedCode>($"There is no authorisation '{command.AuthorisationId}'.");
        if (authorisation.IsRevoked) return Refuse.Impossible<IssuedCode>($"Authorisation '{command.AuthorisationId}' is revoked.");
        if (!authorisation.CountsAt(clock.GetUtcNow())) return Refuse.Impossible<IssuedCode>($"Authorisation '{command.AuthorisationId}' counts from {authorisation.From:yyyy-MM-dd} to {authorisation.Until:yyyy-MM-dd}, not now.");
        var (now, code) = (clock.GetUtcNow(), RandomNumberGenerator.GetString(ContactCodes.Alphabet, Length));
        var stored = new StoredCode(authorisation.Id, authorisation.CaseId, now + Life);
        await store.SaveAsync(new RegisterRecord(ContactCodes.Register, ContactCodes.Hash(code), 1, JsonSerializer.Serialize(stored, FactJson.Options), now, command.Actor.Name), cancellationToken);
        return new Reply<IssuedCode>.Done(new IssuedCode($"{code[..4]}-{code[4..]}", stored.Until));
    }

    public async ValueTask<CodeAnswer> Handle(VerifyCode command, CancellationToken cancellationToken)
    {
        if (await FindAsync<StoredCode>(ContactCodes.Register, ContactCodes.Hash(command.Code), cancellationToken) is not var (code, row)) return CodeAnswer.NotOurs;
        var now = clock.GetUtcNow();
        // The code of a message: it stays in a letter that may be read, and checked, more than once.
        if (code.AuthorisationId is null) return now <= code.Until ? CodeAnswer.Message : CodeAnswer.NotOurs;
        if (now > code.Until || now > code.UsedAt + Use || !await IsGoodAsync(code.AuthorisationId, now, cancellationToken)) return await ReportAsync(code, row.Key, now);
        if (code.UsedAt is null) await store.SaveAsync(row with { Version = row.Version + 1, Json = JsonSerializer.Serialize(code with { UsedAt = now }, FactJson.Options), ChangedAt = now }, cancellationToken);
        return CodeAnswer.Visitor;
    }

    private async Task<bool> IsGoodAsync(string authorisationId, DateTimeOffset now, CancellationToken cancellation) =>
        await FindAsync<Authorisation>(Registers.Authorisations, authorisationId, cancellation) is var (authorisation, _) && authorisation.CountsAt(now);

    /// <summary>Somebody shows a code that was ours and no longer is: the case hears of it, once for a code.</summary>
    private async Task<CodeAnswer> ReportAsync(StoredCode code, string hash, DateTimeOffset now)
    {
        await grains.GetGrain<ICaseGrain>(code.CaseId).Raise(new EventMessage
        {
            EventId = $"{ArmedReminder.EventIdPrefix}verify/{hash}", Type = nameof(FakeAgentReported), OccurredAt = now, Data = "{}", Actor = "verify", IsCatalogued = true,
        });
        return CodeAnswer.NotOurs;
    }

    private async Task<(T Entry, RegisterRecord Row)?> FindAsync<T>(string kind, string key, CancellationToken cancellation) =>
        await store.FindAsync(kind, key, cancellation) is { } row ? (JsonSerializer.Deserialize<T>(row.Json, FactJson.Options)!, row) : null;
}
