using System.Collections.Immutable;
using System.Text.Json;
using System.Text.RegularExpressions;
using Doorstep.Workflows.Collections.Facts;
using Doorstep.Workflows.Collections.Relief;
using Doorstep.Workflows.Definitions.Expressions;
using Doorstep.Workflows.Kernel;

namespace Doorstep.Workflows.Collections.Samples;

/// <summary>Synthetic cases in which a fact that every state must take has just come true: all is paid, the customer has died, is insolvent, has objected and was right. A way whose condition holds for none
/// of them does not take the fact, whatever event it waits for (T42–T47).</summary>
internal static partial class FactSamples
{
    private static readonly DateTimeOffset Then = new(2031, 3, 3, 1, 0, 0, TimeSpan.Zero);

    /// <summary>Loans that have nothing in common: a way that is taken for one of them alone is not taken.</summary>
    private static readonly (string Reference, string Tenant, long Owed, int DaysPastDue)[] Loans = [("SAMPLE", "sample", 100_000, 45), ("LN-20310001", "synthetic-bank", 37, 3), ("7", "z", 98_765_432_100, 900)];

    private static readonly Lazy<ILookup<string, (CaseFacts File, WorkflowEvent.Raised Fact)>[]> Samples =
        new(() => [.. Loans.Select(loan => Made(loan).ToLookup(sample => sample.Fact.Type, StringComparer.Ordinal))]);

    /// <summary>Whether the way is taken by its event, whatever else the case has been through: a condition that asks variables, the time, or of the case more than what the fact itself settles, may be false when it matters.</summary>
    public static bool CanTake(StateMachine machine, string state, Transition way, string eventType) =>
        way.Condition is not { } condition || !Samples.Value[0].Contains(eventType)
        || (PlainScript.Is(condition.Source) && !Elsewhere().IsMatch(condition.Source) && Samples.Value.All(loan => loan[eventType].Any(sample => Holds(condition, machine, state, sample.File, sample.Fact))));

    /// <summary>Whether a clock can ever come true: it has no condition, one that asks variables, or one that holds for one of the cases.</summary>
    public static bool CanTick(StateMachine machine, string state, Transition way) =>
        way.Condition is not { } condition || Variables().IsMatch(condition.Source) || Samples.Value.Any(loan => loan.Any(samples => samples.Any(sample => Holds(condition, machine, state, sample.File, sample.Fact))));

    /// <summary>How long a timer runs for the case for which it runs longest; null where it cannot be told for any of them, as where a variable says it.</summary>
    public static TimeSpan? Reach(StateMachine machine, string state, Trigger.Timed timer) =>
        Samples.Value.SelectMany(loan => loan.SelectMany(samples => samples)).Select(sample => Asked<TimeSpan?>(machine, state, sample.File, sample.Fact, scope => timer.DueAt(scope) - Then, otherwise: null)).Max();

    private static bool Holds(Expression condition, StateMachine machine, string state, CaseFacts file, WorkflowEvent.Raised fact) =>
        Asked(machine, state, file, fact, scope => Values.ToBoolean(condition.Evaluate(scope), "A condition"), otherwise: true);

    /// <summary>What an expression says of a case; something else where it needs what the case does not have.</summary>
    private static T Asked<T>(StateMachine machine, string state, CaseFacts file, WorkflowEvent.Raised fact, Func<Scope, T> ask, T otherwise)
    {
        var snapshot = new Snapshot
        {
            CaseId = "sample", Sequence = 1, Status = CaseStatus.Running, Frames = [new Frame { DefinitionId = machine.Id, Version = machine.Version, State = state }],
            Pins = ImmutableSortedDictionary<string, int>.Empty, Input = Values.EmptyObject, Facts = file, StartedAt = Then, StateSince = Then,
        };
        try
        {
            return ask(new Sample(machine, snapshot, fact));
        }
        catch (StepFaultException)
        {
            return otherwise;
        }
    }

    private static IEnumerable<(CaseFacts File, WorkflowEvent.Raised Fact)> Made((string Reference, string Tenant, long Owed, int DaysPastDue) loan)
    {
        var folder = new CaseFileFolder(new ReliefShelf());
        var opened = folder.Open(
            JsonElement.Parse($$"""
                {"schema":"case.start/1","tenant":"{{loan.Tenant}}","policyPack":"CN-2026.1","timezone":"Asia/Shanghai","case":{"externalRef":"{{loan.Reference}}"},"customer":{"token":"{{loan.Tenant}}"},
                 "debt":{"currency":"CNY","principal":{{loan.Owed}},"interest":0,"penalty":0,"fees":0,"total":{{loan.Owed}},"dpd":{{loan.DaysPastDue}} } }
                """),
            Then);
        foreach (var (type, data) in ((string, string)[])
            [
                (nameof(PaymentReceived), $$"""{"amount":{{loan.Owed}},"ref":"SAMPLE"}"""), (nameof(CustomerDeceased), """{"evidence":"CERTIFIED"}"""), (nameof(CustomerDeceased), """{"evidence":"REPORTED"}"""),
                (nameof(InsolvencyOpened), """{"number":"SAMPLE","date":"2031-03-01"}"""), (nameof(DisputeRaised), """{"ground":"AMOUNT"}"""),
            ]) yield return Told(opened, type, data);
        // Whoever was right must get out: an objection that is corrected or rejected may end elsewhere.
        yield return Told(Told(opened, nameof(DisputeRaised), """{"ground":"AMOUNT"}""").File, nameof(DisputeResolved), """{"result":"UPHELD"}""");

        (CaseFacts File, WorkflowEvent.Raised Fact) Told(CaseFacts file, string type, string data) => new WorkflowEvent.Raised("sample", type, Then, JsonElement.Parse(data)) is var fact ? (folder.Fold(file, fact, Then), fact) : default;
    }

    [GeneratedRegex(@"(?<![\w$])(?:variables|input|now|Date|Math|get\w+|set\w+|case(?!\s*\??\.\s*(?:debt\s*\??\.\s*(?:total|due)|relief\s*\??\.\s*settled)(?![\w$])))(?![\w$])")]
    private static partial Regex Elsewhere();

    [GeneratedRegex(@"(?<![\w$])(?:variables|input|get\w+|set\w+)(?![\w$])")]
    private static partial Regex Variables();

    private sealed class Sample(StateMachine machine, Snapshot before, WorkflowEvent fact) : Scope(machine, before, fact, Then);
}
