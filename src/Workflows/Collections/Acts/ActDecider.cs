using System.Collections.Immutable;
using Doorstep.Workflows.Collections.Acts.Guards;
using Doorstep.Workflows.Collections.Policy;

namespace Doorstep.Workflows.Collections.Acts;

/// <summary>Decides on acts. Deny by default (b.1 rule 3): an act passes only where rules are in force, at least one guard applies and none objects.</summary>
/// <param name="guards">The guards; tests leave one out to see that somebody notices.</param>
public sealed class ActDecider(ImmutableArray<Guard> guards)
{
    private static readonly ImmutableSortedDictionary<string, string> Nothing = ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal);

    /// <summary>Guards that only say when.</summary>
    private static readonly ImmutableArray<Guard> Paces = [new Hours(), new HolidayCalendar()];

    /// <summary>Holidays in a row, each with a window that opens after midnight.</summary>
    private const int StepsMax = 40;

    /// <summary>With every guard.</summary>
    public ActDecider() : this(All)
    {
    }

    /// <summary>Every guard on outbound acts. G10, G11 and G13 also stand at plans and reports, where they have their own place.</summary>
    public static ImmutableArray<Guard> All { get; } =
    [
        new Hours(), new Frequency(), new RightParty(), new NoBlockingHold(), new Preference(), new ThirdParty(), new VisitEligible(), new VisitTeam(), new VisitAt(),
        new LegalReady(), new EvidenceComplete(), new DataMinimum(), new NotRepresented(), new AgencyListed(), new HolidayCalendar(),
    ];

    /// <summary>Decides where there are no rules: no.</summary>
    public static ActDecision Deny(string reason, DateTimeOffset now) => new(false, now, null, Nothing, [], reason);

    /// <summary>Decides on an act with everything as it is now.</summary>
    public ActDecision Decide(GuardContext context)
    {
        if (context.Act.Kind == ActKind.Message) return Deny("Nobody has decided by which way the message goes.", context.Now) with { Pack = context.Pack.Base.Reference };
        if (context.File.KnownZone is null) return Deny("The customer's time zone is not known, so no hour is known to be lawful.", context.Now) with { Pack = context.Pack.Base.Reference };
        var said = guards.Where(guard => guard.AppliesTo(context.Act)).Select(guard => Ask(guard, context)).ToImmutableArray();
        var against = said.Where(one => !one.Passed).ToArray();
        var decision = new ActDecision(said.Length > 0 && against.Length == 0, context.Now, context.Pack.Base.Reference, context.Used.ToImmutableSortedDictionary(StringComparer.Ordinal), said);
        return decision.Allowed ? decision : decision with
        {
            Reason = said.Length == 0 ? $"No guard knows a '{context.Act.Kind}', so nobody can say that it is lawful." : string.Join(" ", against.Select(one => $"{one.Guard}: {one.Reason}")),
            NextTryAt = against.Length > 0 && against.All(one => one.NextAt > context.Now) ? LawfulFrom(context, against.Max(one => one.NextAt)!.Value) : null,
        };
    }

    /// <summary>The first moment from one on at which the hours and the calendar would let an act pass (b.1 rule 2): what is free again at midnight waits for the window to open.</summary>
    /// <param name="context">The act, and everything that the guards look at.</param>
    /// <param name="at">From when on (UTC).</param>
    internal static DateTimeOffset LawfulFrom(GuardContext context, DateTimeOffset at)
    {
        for (var step = 0; step < StepsMax; step++)
        {
            var then = context with { Now = at };
            if (Paces.Where(guard => guard.AppliesTo(context.Act)).Select(guard => (guard.Judge(then) as Verdict.Refused)?.NextAt).FirstOrDefault(next => next > at) is not { } later) break;
            at = later;
        }

        return at;
    }

    private static GuardSaid Ask(Guard guard, GuardContext context) => guard.Judge(context) switch
    {
        Verdict.Refused refused => new GuardSaid($"{guard.Number} {guard.Name}", false, refused.Reason, refused.NextAt),
        _ => new GuardSaid($"{guard.Number} {guard.Name}", true),
    };
}
