using System.Collections.Frozen;
using Doorstep.Workflows.Kernel;

namespace Doorstep.Workflows.Definitions.Difference;

/// <summary>The events that ways wait for. A step that raises one takes such a way itself: it stops clocks, begins others, and goes where somebody outside had to send the case before.</summary>
internal sealed class AwaitedEvents
{
    private const string Publishing = "Elsa.PublishEvent";

    private readonly FrozenSet<string> _names;

    private AwaitedEvents(FrozenSet<string> names) => _names = names;

    /// <summary>What either version waits for.</summary>
    public static AwaitedEvents Of(AuthoredDefinition? before, AuthoredDefinition after, IReadOnlyDictionary<string, ActivityDescriptor> known) =>
        new((before?.Transitions ?? []).Concat(after.Transitions).SelectMany(way => SlotStep.Of(way.Trigger, known)).Select(trigger => trigger.Inputs.GetValueOrDefault("eventName")?.Text).OfType<string>().ToFrozenSet(StringComparer.Ordinal));

    /// <summary>Why somebody looks at a step: it tells the case itself what a way waits for, or tells another case anything.</summary>
    public IEnumerable<Concern> Of(SlotStep step) => IsToOthers(step) || (step.Type == Publishing && IsToItself(step) && IsAwaited(step)) ? [Concern.Guard, Concern.Deadline] : [];

    private static bool IsToItself(SlotStep step) => step.Inputs.GetValueOrDefault("isLocalEvent") is { } local && !(local.Syntax == InputValue.Literal && string.Equals(local.Text, "false", StringComparison.OrdinalIgnoreCase));

    /// <summary>It goes to the case with a business key.</summary>
    public static bool IsToOthers(SlotStep step) => step.Type == Publishing && step.Inputs.ContainsKey("correlationId");

    private bool IsAwaited(SlotStep step) => step.Inputs.GetValueOrDefault("eventName") is not { Syntax: InputValue.Literal } name || _names.Contains(name.Text);
}
