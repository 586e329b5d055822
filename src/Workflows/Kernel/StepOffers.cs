namespace Doorstep.Workflows.Kernel;

/// <summary>How a step finds the transition that an event takes; semantics 3, 4, 6 and 11.</summary>
public sealed partial class Step
{
    /// <summary>What stood in the way of the transition that waited for the event, for the refusal; of several that whose condition asks for a word of the event, else the first.</summary>
    internal string? Refused { get; private set; }

    private int _asked = -1;

    /// <summary>Offers an event to the innermost frame first, then outwards; takes the first transition that wants it.</summary>
    internal Transition? Offer(string eventName)
    {
        for (var depth = Stack.Count - 1; depth >= 0; depth--)
        {
            foreach (var way in WaysOut(depth))
            {
                if (way.Trigger is not Trigger.OnEvent trigger || NameOf(depth, trigger) != eventName) continue;
                if (Allows(depth, way))
                {
                    Take(depth, way);
                    return way;
                }

                if (AsksFor(way) is var asked && asked <= _asked) continue;
                (_asked, Refused) = (asked, Obstacle(depth, way));
            }
        }

        return null;
    }

    /// <summary>How many words of the event's data a condition names: the way that was meant asks for <c>'CAPACITY'</c>, and the others for something else.</summary>
    private int AsksFor(Transition way) => way.Condition is { } condition && Cause is WorkflowEvent.Raised { Data: { ValueKind: System.Text.Json.JsonValueKind.Object } data }
        ? data.EnumerateObject().Count(member => member.Value.ValueKind == System.Text.Json.JsonValueKind.String && condition.Source.Contains($"'{member.Value.GetString()}'", StringComparison.Ordinal))
        : 0;

    /// <summary>Asks every deadline that stayed due again, the earliest first; gives the first transition that was taken.</summary>
    internal Transition? SettleDue()
    {
        Transition? first = null;
        while (!_completed && NextSettled() is var (depth, way))
        {
            first ??= way;
            Take(depth, way);
        }

        return first;
    }

    internal (int Depth, ArmedDeadline Deadline)? FindDeadline(string id)
    {
        for (var depth = 0; depth < Stack.Count; depth++)
            foreach (var deadline in Stack[depth].Deadlines)
                if (deadline.Id == id && deadline.Left is null) return (depth, deadline);
        return null;
    }

    /// <summary>Names of the events that some frame waits for now.</summary>
    internal IEnumerable<string> AcceptedEvents() =>
        from depth in Enumerable.Range(0, Stack.Count)
        from way in WaysOut(depth)
        let trigger = way.Trigger as Trigger.OnEvent
        where trigger is not null
        select NameOf(depth, trigger);

    internal System.Collections.Immutable.ImmutableArray<Transition> WaysOut(int depth) => Root.Find(Stack[depth].DefinitionId).States[Stack[depth].State].Outbound;

    internal string NameOf(int depth, Trigger.OnEvent trigger) => trigger.ConstantName ?? At(depth, () => trigger.NameIn(this));

    internal string TextOf(int depth, Trigger.Timed trigger) => At(depth, () => trigger.TextIn(this));

    /// <summary>The earliest due deadline that is allowed now; of equals the innermost, then the one declared first (semantics 4 and 11).</summary>
    private (int Depth, Transition Way)? NextSettled()
    {
        if (!Stack.Exists(frame => frame.Deadlines.Any(deadline => deadline.IsDue))) return null;
        var due = from depth in Enumerable.Range(0, Stack.Count).Reverse()
                  from way in WaysOut(depth)
                  from deadline in Stack[depth].Deadlines
                  where deadline.IsDue && deadline.Transition == way.Key
                  orderby deadline.DueAt
                  select (depth, way);
        foreach (var (depth, way) in due.ToArray())
            if (Allows(depth, way, isQuiet: true)) return (depth, way);
        return null;
    }
}
