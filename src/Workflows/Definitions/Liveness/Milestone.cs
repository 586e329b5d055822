using System.Collections.Immutable;

namespace Doorstep.Workflows.Definitions.Liveness;

/// <summary>Something that a case must have behind it before another thing may happen, and what takes it away again.</summary>
/// <param name="Name">For people.</param>
/// <param name="Basis">Where the rule comes from.</param>
/// <param name="Repair">What would give it.</param>
/// <param name="Gives">The ways that give it.</param>
/// <param name="Takes">The ways that take it away.</param>
internal sealed record Milestone(string Name, string Basis, string Repair, Func<Passage, bool> Gives, Func<Passage, bool> Takes)
{
    /// <summary>The fact by which a customer agrees to a visit.</summary>
    public const string Confirmed = "AppointmentConfirmed";

    /// <summary>What must lie behind a visit and behind a referral (T14, T17, T19, T51, S41).</summary>
    public static ImmutableArray<Milestone> All(LivenessRules rules)
    {
        bool IsDecision(Passage way, string but) => way.EventName is { } name && name != but && rules.Decisions.Contains(name);
        bool Leaves(Passage way, string stage) => way.From.Has(stage) && way.To?.Has(stage) != true;
        return
        [
            new("an approved review", "T17, G7", "Let a way wait for 'VisitReviewed' with the condition event.data.decision == 'APPROVED'.",
                way => way.EventName == "VisitReviewed" && Conjunction.Pins(way.Asks, "decision", "APPROVED"),
                way => IsDecision(way, "") || way.EventName == "AppointmentDeclined" || Leaves(way, Stages.Visit)),
            new("a confirmed appointment", "T19, G9", "Let a way wait for 'AppointmentConfirmed'; after 'AppointmentRescheduled' it is needed anew.",
                way => way.EventName == Confirmed,
                way => IsDecision(way, "") || way.EventName is "AppointmentDeclined" or "AppointmentRescheduled" || Leaves(way, Stages.Visit)),
            new("a hardship offer", "S41, G12", "Lead it through a state where hardship is assessed or an offer is open, or plan an act with the template 'hardshipInvitation' on the way.",
                way => Offers(way, rules), way => Leaves(way, Stages.Court)),
            new("a review by two people", "T51, G12", "Let a way wait for 'LegalReviewed' with the condition event.data.decision == 'REFER' && case.legal.referral.hasTwo, or !!event.data.by && !!event.data.secondBy && event.data.by != event.data.secondBy.",
                way => way.EventName == "LegalReviewed" && Conjunction.Pins(way.Asks, "decision", "REFER") && ((Conjunction.Parts(way.Asks, "by", "secondBy") && Conjunction.Has(way.Asks, "!!event.data.by") && Conjunction.Has(way.Asks, "!!event.data.secondBy")) || Conjunction.Has(way.Asks, "case.legal.referral.hasTwo")),
                way => IsDecision(way, "") || Leaves(way, Stages.Court)),
        ];
    }

    /// <summary>A way passes an offer that it plans or enters, and one that a person has decided on.</summary>
    public static bool Offers(Passage way, LivenessRules rules) =>
        way.To?.Has(Stages.Hardship) == true || way.To?.Has(Stages.Offer) == true || way.EventName == "HardshipAssessed"
        || way.Published.Contains("HardshipAssessmentRequested") || way.Planned.Select(StateMark.Of).Any(rules.OfferTemplates.Contains);
}

/// <summary>What may happen only with milestones behind it: an act that is planned, and a stage that is entered.</summary>
/// <param name="Name">For people: <c>a visit</c>.</param>
/// <param name="Kind">Kind of the act.</param>
/// <param name="Stage">The stage.</param>
/// <param name="ToPlan">Names of the milestones that planning takes.</param>
/// <param name="ToEnter">Those that entering takes; what leads there is the guards' yes to what was planned (<see cref="RulingRule"/>).</param>
internal sealed record GuardedMoment(string Name, string Kind, string Stage, ImmutableArray<string> ToPlan, ImmutableArray<string> ToEnter)
{
    private const string Review = "an approved review";
    private const string Appointment = "a confirmed appointment";
    private const string Offer = "a hardship offer";

    public static ImmutableArray<GuardedMoment> All { get; } =
    [
        new("a visit", "VISIT", Stages.Visit, [Review, Appointment], [Review, Appointment]),
        new("a legal referral", "LEGAL_REFERRAL", Stages.Court, [Offer, "a review by two people"], [Offer]),
    ];

    /// <summary>Whether it happens on a way, as far as it takes a milestone.</summary>
    public bool IsIn(Passage way, Milestone milestone) =>
        (ToEnter.Contains(milestone.Name) && way.Enters(Stage)) || (ToPlan.Contains(milestone.Name) && way.MayPlan.Any(act => act.MayBe(Kind)));

    /// <summary>Whether it happens at the start, as far as it takes a milestone.</summary>
    public bool IsIn(Place start, Milestone milestone) =>
        (ToEnter.Contains(milestone.Name) && start.Has(Stage)) || (ToPlan.Contains(milestone.Name) && start.MayPlan.Any(act => act.MayBe(Kind)));
}
