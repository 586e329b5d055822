using System.Text.Json;
using Doorstep.Workflows.Collections;
using Doorstep.Workflows.Collections.Access;
using Doorstep.Workflows.Collections.Acts;
using Doorstep.Workflows.Collections.Emergencies;
using Doorstep.Workflows.Collections.Overrides;
using Doorstep.Workflows.Commands;
using Doorstep.Workflows.Commands.Overrides;
using Doorstep.Workflows.Definitions;
using Doorstep.Workflows.Definitions.Picture;
using Doorstep.Workflows.Storage;
using Doorstep.Workflows.Storage.Acts;
using Doorstep.Workflows.Storage.Concerns;

namespace Doorstep.Host.Supervision;

/// <summary>A picture of one machine of a case.</summary>
/// <param name="Name">The machine.</param>
/// <param name="Svg">The picture; its texts are encoded.</param>
public sealed record CasePicture(string Name, string Svg);

/// <summary>A masked value that can be shown for a purpose.</summary>
/// <param name="Field">Where it stands in the file.</param>
/// <param name="Name">What it is.</param>
/// <param name="Masked">As a list shows it.</param>
public sealed record PersonalField(string Field, Words Name, string Masked);

/// <summary>Everything that the page of a case shows, read by the commands of the house in the reader's name.</summary>
internal sealed record CaseSight
{
    public const int RowsOfAPage = 50;

    private const int StepsMax = 1000;
    private const int ActsMax = 20;
    private const int OverridesMax = 50;

    public required CaseExplained Explained { get; init; }

    public required CaseDeadlines Deadlines { get; init; }

    public required IReadOnlyList<ConcernRecord> Concerns { get; init; }

    public required IReadOnlyList<JournalRecord> Journal { get; init; }

    public required IReadOnlyList<ActRecord> Acts { get; init; }

    /// <summary>How much of the caps of the person is used.</summary>
    public required IReadOnlyList<ContactCap> Caps { get; init; }

    public required IReadOnlyList<OverrideSeen> Overrides { get; init; }

    public required IReadOnlyCollection<OverrideReason> Reasons { get; init; }

    public required IReadOnlyList<CasePicture> Pictures { get; init; }

    public required Actor Actor { get; init; }

    /// <summary>What waits for a person and is answered by a fact.</summary>
    public required IReadOnlyList<WaitingItem> Waiting { get; init; }

    public CaseDetail Case => Explained.Case;

    /// <summary>The file of a loan; null for a case of another kind.</summary>
    public CaseFile? File => Case.Snapshot.Facts as CaseFile;

    /// <summary>Where the customer's clock hangs; null: not known.</summary>
    public TimeZoneInfo? Zone => File?.KnownZone;

    public string Me => Actor.Name;

    public bool MayAsk => Rights.May<RequestOverride>(Actor);

    /// <summary>The reader may report what happened. Who may is asked again by the command.</summary>
    public bool MayTell => Rights.May<RaiseEvent>(Actor);

    public bool IsCompliance => Actor.IsAny(Role.Compliance);

    public IReadOnlyList<PersonalField> Personal => File is { } file ? [.. PersonalFieldsOf(file)] : [];

    public static async Task<Reply<CaseSight>> ReadAsync(Reader reader, PlaybookBook? playbooks, string id, int rows, CancellationToken cancellation)
    {
        if (await reader.AskAsync(actor => new ExplainCase(id, actor), cancellation) is not Reply<CaseExplained>.Done(var explained)) return new Reply<CaseSight>.Refused(RefusalKind.NotFound, reader.Say($"There is no case '{id}'.", $"没有案件“{id}”。"));
        var last = explained.Case.Record.Sequence;
        var steps = Value(await reader.AskAsync(actor => new WatchSteps(id, 0, StepsMax, actor), cancellation));
        var actor = await reader.ActorAsync();
        return new Reply<CaseSight>.Done(new CaseSight
        {
            Explained = explained, Actor = actor,
            Waiting = explained.Case.Snapshot.Facts is CaseFile file ? [.. WaitingList.Of(file, explained.Case.Snapshot, playbooks, actor)] : [],
            Deadlines = Value(await reader.AskAsync(actor => new GetDeadlines(id, actor), cancellation)),
            Concerns = Value(await reader.AskAsync(actor => new GetConcerns(id, actor), cancellation)),
            Journal = [.. Value(await reader.AskAsync(actor => new GetJournal(id, Math.Max(0, last - rows), rows, actor), cancellation)).Reverse()],
            Acts = Value(await reader.AskAsync(actor => new ListActs(id, ActsMax, actor), cancellation)),
            Caps = Rights.May<GetContactCaps>(actor) ? Value(await reader.AskAsync(asker => new GetContactCaps(id, asker), cancellation)) : [],
            Overrides = Value(await reader.AskAsync(actor => new ListOverrides(id, null, OverridesMax, actor), cancellation)),
            Reasons = Rights.May<GetOverridePolicy>(actor) && await reader.AskAsync(asker => new GetOverridePolicy(asker), cancellation) is Reply<OverridePolicy>.Done(var policy) ? policy.Reasons : [],
            Pictures = await DrawAsync(reader, explained, [.. steps.Select(step => step.State)], cancellation),
        });
    }

    /// <summary>One picture for each machine that the case is in, the innermost first: that is where it stands.</summary>
    private static async Task<IReadOnlyList<CasePicture>> DrawAsync(Reader reader, CaseExplained explained, string[] states, CancellationToken cancellation)
    {
        var (pictures, frames) = (new List<CasePicture>(), explained.Case.Snapshot.Frames);
        for (var depth = frames.Length - 1; depth >= 0; depth--)
        {
            if (await reader.AskAsync(actor => new GetDefinition(frames[depth].DefinitionId, frames[depth].Version, actor), cancellation) is not Reply<DefinitionRecord>.Done(var record)) continue;
            if (DefinitionReader.Read(record.Json, []) is not { } definition) continue;
            pictures.Add(new CasePicture(record.Name, PathSvg.Of(definition, PathTaken.Of(states, explained.Case.Snapshot.StatePath, depth), reader.IsChinese, state => StateWords.Of(state, reader.IsChinese))));
        }

        return pictures;
    }

    /// <summary>What was there a moment ago and is refused now has gone in between; the next look says so.</summary>
    private static T Value<T>(Reply<T> reply) => reply is Reply<T>.Done(var value) ? value : throw new ForbiddenException(((Reply<T>.Refused)reply).Reason);

    private static IEnumerable<PersonalField> PersonalFieldsOf(CaseFile file)
    {
        if (file.Customer.DisplayName is { Length: > 0 } name) yield return new PersonalField("customer.displayName", new Words("Name", "姓名"), PersonalData.Masked(PersonalKind.Name, name));
        var json = file.ToJson();
        foreach (var (value, index) in Items(json, "contactPoints"))
            if (value.TryGetProperty("value", out var point)) yield return new PersonalField($"customer.contactPoints[{index}].value", Kind(value), PersonalData.Masked(PersonalKind.Contact, point.GetString() ?? ""));
        foreach (var (value, index) in Items(json, "addresses"))
            if (value.TryGetProperty("text", out var text)) yield return new PersonalField($"customer.addresses[{index}].text", Kind(value), PersonalData.Masked(PersonalKind.Words, text.GetString() ?? ""));
    }

    private static IEnumerable<(JsonElement Value, int Index)> Items(JsonElement json, string name) =>
        json.TryGetProperty("customer", out var customer) && customer.TryGetProperty(name, out var list) && list.ValueKind == JsonValueKind.Array ? list.EnumerateArray().Select((value, index) => (value, index)) : [];

    private static Words Kind(JsonElement point)
    {
        var kind = point.TryGetProperty("kind", out var said) ? said.GetString() ?? "" : "";
        return new Words(kind, kind switch { "PHONE" => "电话", "EMAIL" => "电子邮件", "HOME" => "住址", "WORK" => "工作地址", _ => kind });
    }
}
