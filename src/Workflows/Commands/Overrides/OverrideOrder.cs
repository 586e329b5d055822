using System.Collections.Immutable;
using System.Text.Json;
using Doorstep.Workflows.Collections;
using Doorstep.Workflows.Collections.Facts;
using Doorstep.Workflows.Collections.Overrides;
using Doorstep.Workflows.Definitions;
using Doorstep.Workflows.Kernel;

namespace Doorstep.Workflows.Commands.Overrides;

/// <summary>Why somebody overrides, and what proves it.</summary>
/// <param name="Reason">The reason of the policy.</param>
/// <param name="Text">In the person's own words.</param>
/// <param name="Evidence">What proves it: references to documents, recordings, journal rows.</param>
/// <param name="Ticket">The ticket under which it was decided.</param>
internal sealed record OverrideGround(OverrideReason Reason, string Text, ImmutableArray<string> Evidence, string? Ticket)
{
    private const string AwaitingSupervisor = "MANUAL_INTERVENTION";

    /// <summary>The ground with what proves it on a case; the fault where nothing does.</summary>
    public (OverrideGround Proved, Fault? Fault) On(Foreseen foreseen)
    {
        if (!Evidence.IsEmpty || Ticket is not null) return (this, null);
        var speaks = foreseen.Snapshot.Broken is not null || CaseStages.Of(foreseen.Machine, foreseen.Snapshot).Has(AwaitingSupervisor);
        if (Reason.Proof == ProofKind.Case && speaks) return (this with { Evidence = [$"journal:{foreseen.Snapshot.Sequence}"] }, null);
        return (this, new Fault("evidence", Reason.Proof == ProofKind.Case
            ? $"is missing: '{Reason.Code}' rests on the case's own record, and the case is neither faulted nor waits for a supervisor. Name evidence or a ticket."
            : "is missing: name evidence (a document, a recording, a journal row) or a ticket."));
    }
}

/// <summary>Reads what somebody asks for: everything that is wrong at once.</summary>
internal sealed record OverrideOrder(OverrideVerb Verb, long Sequence, OverrideGround Ground)
{
    private const int TextMax = 2000;
    private const int ReferenceMax = 200;
    private const int EvidenceMax = 20;

    private static readonly string[] Known = ["override", "sequence", "reason", "evidence", "ticket"];

    /// <summary>The order; null where anything is wrong.</summary>
    public static OverrideOrder? Read(JsonElement body, OverridePolicy policy, List<Fault> faults)
    {
        foreach (var member in body.EnumerateObject().Where(member => !Known.Contains(member.Name, StringComparer.Ordinal)))
            faults.Add(new Fault(member.Name, $"'{member.Name}' is not known here{Nearest.Hint(member.Name, Known)}"));
        var verb = Verbs(body.Member("override"), "override", faults);
        var sequence = body.Member("sequence");
        if (sequence.ValueKind != JsonValueKind.Number || !sequence.TryGetInt64(out var number) || number < 1)
        {
            faults.Add(new Fault("sequence", Values.IsNull(sequence) ? "is missing: the step of the preview that this follows." : $"{Values.Quote(sequence)} is not a step. Take it from the preview."));
            number = 0;
        }

        var ground = Grounds(body, policy, verb, faults);
        return faults.Count > 0 ? null : new OverrideOrder(verb!, number, ground!);
    }

    /// <summary>The verb; null where anything is wrong with it.</summary>
    public static OverrideVerb? Verbs(JsonElement json, string path, List<Fault> faults)
    {
        List<(string Path, string Message)> wrong = [];
        var verb = VerbText.Read(json, path, wrong);
        faults.AddRange(wrong.Select(fault => new Fault(fault.Path, fault.Message)));
        return verb;
    }

    /// <summary>Reason, evidence and ticket; null where anything is wrong with them.</summary>
    public static OverrideGround? Grounds(JsonElement body, OverridePolicy policy, OverrideVerb? verb, List<Fault> faults)
    {
        var (before, said) = (faults.Count, body.Member("reason"));
        if (said.ValueKind == JsonValueKind.Object)
            foreach (var member in said.EnumerateObject().Where(member => member.Name is not ("code" or "text"))) faults.Add(new Fault($"reason.{member.Name}", $"'{member.Name}' is not known here{Nearest.Hint(member.Name, ["code", "text"])}"));
        var codes = policy.Reasons.Where(reason => verb is null || reason.IsFor(verb)).Select(reason => reason.Code).ToArray();
        var reason = said.Text("code") is { } code && codes.Contains(code) ? policy.Reason(code) : null;
        if (reason is null) faults.Add(new Fault("reason.code", said.Text("code") is { } wrong ? $"'{wrong}' is no reason {(verb is null ? "of the policy" : $"for {verb.Name}")}. Reasons are: {string.Join(", ", codes)}." : $"is missing: one of {string.Join(", ", codes)}."));
        var text = Text(said.Text("text"), "reason.text", faults);
        ImmutableArray<string> evidence = [.. References(body.Member("evidence"), faults)];
        var ticket = Reference(body.Member("ticket"), "ticket", faults);
        return faults.Count > before ? null : new OverrideGround(reason!, text, evidence, ticket);
    }

    /// <summary>What a person says, in 1 to 2000 characters.</summary>
    public static string Text(string? text, string path, List<Fault> faults)
    {
        if (string.IsNullOrWhiteSpace(text)) faults.Add(new Fault(path, "is missing: a person who acts says why."));
        else if (text.Length > TextMax) faults.Add(new Fault(path, $"has {text.Length} characters; at most {TextMax} are allowed."));
        return text ?? "";
    }

    private static IEnumerable<string> References(JsonElement list, List<Fault> faults)
    {
        if (Values.IsNull(list)) yield break;
        if (list.ValueKind != JsonValueKind.Array || list.GetArrayLength() > EvidenceMax)
        {
            faults.Add(new Fault("evidence", list.ValueKind == JsonValueKind.Array ? $"has {list.GetArrayLength()} items; at most {EvidenceMax} are taken." : $"{Values.Quote(list)} is not a list of references."));
            yield break;
        }

        foreach (var (index, item) in list.EnumerateArray().Index())
            if (Reference(item, $"evidence[{index}]", faults) is { } reference) yield return reference;
    }

    private static string? Reference(JsonElement value, string path, List<Fault> faults)
    {
        if (Values.IsNull(value)) return null;
        if (value.ValueKind == JsonValueKind.String && value.GetString() is { Length: > 0 and <= ReferenceMax } text && !string.IsNullOrWhiteSpace(text)) return text;
        faults.Add(new Fault(path, $"{Values.Quote(value)} is not a reference of 1 to {ReferenceMax} characters."));
        return null;
    }
}
