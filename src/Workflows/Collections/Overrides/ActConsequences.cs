using System.Text.Json;
using Doorstep.Workflows.Grains;
using Doorstep.Workflows.Kernel;
using Doorstep.Workflows.Storage;
using Doorstep.Workflows.Storage.Acts;

namespace Doorstep.Workflows.Collections.Overrides;

/// <summary>What an override does to what is to leave the house: which planned acts fall away, which are planned anew, what the guards say of each now, and what the customer reads.
/// The guards decide again when each comes up; what is said here is what they would say now.</summary>
internal sealed class ActConsequences(ActDesk desk, ActStore acts)
{
    private const int TextMax = 600;

    public async Task<IReadOnlyList<Consequence>> OfAsync(OverrideQuestion question, OverrideMade made, IReadOnlyList<OutboxRecord> pending)
    {
        var budget = desk.PersonOf(question.Snapshot.Facts) is { } person ? (await acts.FindDebtorAsync(question.Tenant, person))?.Budget : null;
        var lines = new List<Consequence>();
        foreach (var message in pending)
        {
            var act = Values.Parse(message.Payload);
            var (was, now) = (await AskAsync(question, question.Snapshot, act, message.CreatedAt, budget), await AskAsync(question, made.Next, act, message.CreatedAt, budget));
            if (IsDropped(was)) continue;
            var name = Name(act);
            if (IsDropped(now)) lines.Add(new(ConsequenceKind.ActSuppressed, name, $"The planned {name} does not leave: {now.Reason}", $"已计划的 {name} 不再发出：{now.Reason}"));
            else
            {
                lines.Add(Consequence.On(ConsequenceKind.ActKept, name, $"The planned {name} stays planned for", $"已计划的 {name} 保留，时间 ", message.NextTryAt));
                lines.Add(Guards(name, now));
            }
        }

        foreach (var plan in made.Decision is Decision.Accepted { Effects: var effects } ? effects.OfType<Effect.PlanAct>() : [])
        {
            var (name, said) = (Name(plan.Act), await AskAsync(question, made.Next, plan.Act, question.Now, budget));
            lines.Add(Consequence.On(ConsequenceKind.ActPlanned, name, $"{name} is planned for", $"计划 {name}，时间 ", plan.NotBefore ?? question.Now));
            lines.Add(Guards(name, said));
            lines.AddRange(Told(name, said, made.Next.Facts));
        }

        return lines;
    }

    private async Task<ActRuling> AskAsync(OverrideQuestion question, Snapshot snapshot, JsonElement act, DateTimeOffset plannedAt, string? budget) => await desk.RuleAsync(
        new ActQuestion(snapshot.CaseId, $"{question.OverrideId}/preview", question.OverrideId, act, plannedAt, snapshot, budget, question.Now)
        {
            IsForeseen = true, Line = desk.LineOf(snapshot.Facts, act) is { } line ? (await acts.FindDebtorAsync(question.Tenant, line))?.Budget : null,
        });

    private static bool IsDropped(ActRuling ruling) => ruling is { IsAllowed: false, NextTryAt: null };

    private static Consequence Guards(string name, ActRuling ruling) => ruling switch
    {
        { IsAllowed: true } => new(ConsequenceKind.Guards, name, $"Nothing stands in the way of {name} now; the guards decide again when it comes up.", $"目前没有守卫阻止 {name}；届时重新检查。"),
        { NextTryAt: { } at } => Consequence.On(ConsequenceKind.Guards, name, $"The guards let {name} wait ({ruling.Reason}) until", $"守卫要求 {name} 等待（{ruling.Reason}），至 ", at),
        _ => new(ConsequenceKind.Guards, name, $"The guards refuse {name}: {ruling.Reason}", $"守卫拒绝 {name}：{ruling.Reason}"),
    };

    /// <summary>The words that would leave now, without who and where the customer is: it is kept in the record (S26). Where none would leave, there is nothing to show yet.</summary>
    private static IEnumerable<Consequence> Told(string name, ActRuling ruling, CaseFacts facts)
    {
        if (Values.Parse(ruling.Decision).Member("messages") is not { ValueKind: JsonValueKind.Array } messages) yield break;
        foreach (var message in messages.EnumerateArray())
            if (message.Text("text") is { } said && facts.ForLists(said) is var text)
                yield return new(ConsequenceKind.CustomerTold, name, $"The customer reads: {Cut(text)}", $"客户将收到：{Cut(text)}");
    }

    private static string Name(JsonElement act) => string.Join(' ', new[] { act.Text("kind"), act.Text("template") }.OfType<string>()) is { Length: > 0 } name ? name : "act";

    private static string Cut(string text) => text.Length <= TextMax ? text : string.Concat(text.AsSpan(0, TextMax - 1), "…");
}
