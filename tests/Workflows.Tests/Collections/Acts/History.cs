using System.Collections.Immutable;
using System.Globalization;
using Doorstep.Workflows.Collections;
using Doorstep.Workflows.Collections.Acts;
using Doorstep.Workflows.Collections.Facts;

namespace Doorstep.Workflows.Tests.Collections.Acts;

/// <summary>One person with two cases over some weeks: facts come, time passes, acts are asked for. What was allowed is written down as it stood at that moment.</summary>
internal sealed class History(int seed, ActDecider decider)
{
    private static readonly string[] Facts =
    [
        "DisputeRaised {}", """DisputeResolved {"result":"REJECTED","answerRef":"doc:answer"}""", """HoldReleased {"hold":"DISPUTE","by":"s1"}""", "ComplaintFiled {}", "ComplaintClosed {}",
        """HoldReleased {"hold":"COMPLAINT","by":"s1","secondBy":"s2"}""", "HardshipDeclared {}", """HardshipAssessed {"decision":"NO_HARDSHIP"}""",
        """HoldReleased {"hold":"HARDSHIP","by":"s1","secondBy":"s2"}""", "CeaseContactRequested {}", "ContactAllowedAgain {}", """HoldReleased {"hold":"CEASE_CONTACT","by":"s1"}""",
        """CustomerDeceased {"evidence":"REPORTED"}""", "SafetyAlert {}", """PaymentReceived {"amount":100000,"ref":"L-1"}""", """PaymentReversed {"amount":100000,"ref":"L-1"}""",
        """PromiseMade {"amount":100,"date":"2026-03-12"}""", """ContactAttempted {"channel":"CALL","result":"INVALID_NUMBER"}""", """ContactAttempted {"channel":"SMS","result":"DELIVERED"}""",
        """LegalReviewed {"decision":"REFER","by":"s1","secondBy":"s2"}""", """LegalReviewed {"decision":"REFER","by":"s1","secondBy":"s1"}""",
        "AppointmentRescheduled {}", """AppointmentConfirmed {"place":"HOME"}""", """AppointmentConfirmed {"place":"WORKPLACE"}""", """ContactOutcome {"result":"REFUSED"}""",
        """ActDecided {"actId":"i","kind":"APPOINTMENT_INVITATION","purpose":"DEMAND","allowed":true}""", """EscalationReviewed {"decision":"VISIT","purpose":"talk","by":"s1"}""",
        """VisitReviewed {"decision":"APPROVED","by":"s2","authorisationId":"AUTH-1"}""", """VisitReviewed {"decision":"APPROVED","by":"s1","authorisationId":"AUTH-1"}""", "RepresentativeAppointed {}",
        """PreferenceChanged {"optOut":["SMS"]}""", """ConsentGiven {"id":"c-1","scope":"CONTACT_EMAIL"}""", """ConsentWithdrawn {"consentId":"c-1"}""",
        """RepresentativeAppointed {"kind":"DEBT_ADVISER"}""", """DisputeResolved {"result":"CORRECTED","answerRef":"doc:answer"}""", "DataIncident {}", "InboundMessage {}", """MessageAnswered {"by":"s1","id":"e-1","meant":["NONE_OF_THESE"]}""", """MessageAnswered {"by":"s1","id":"e-1","meant":["CEASE_CONTACT","NO_VISIT"]}""",
        """ActDecided {"actId":"n","kind":"LETTER","purpose":"LEGAL_NOTICE","template":"CREDIT_REPORT_NOTICE","allowed":true}""",
    ];

    private readonly Random _random = new(seed);
    private readonly ActWorld[] _cases = [Begin(seed, 0), Begin(seed, 1)];
    private ContactBudget _budget = ContactBudget.Untouched;
    private string _message = "e-1";
    private int _told;

    public List<Done> Allowed { get; } = [];

    public int Refused { get; private set; }

    /// <summary>Plays a history.</summary>
    public History Play(int steps)
    {
        var now = ActWorld.Ten.AddMinutes(_random.Next(0, 600));
        for (var step = 0; step < steps; step++)
        {
            now = now.AddMinutes(_random.Next(4) switch { 0 => _random.Next(1, 20), 1 => _random.Next(60, 700), 2 => _random.Next(600, 1_800), _ => _random.Next(1, 4_000) });
            var one = _random.Next(2);
            if (_random.Next(3) == 0) Tell(one, Pick(Facts), now);
            else Ask(one, now, $"{step}");
        }

        return this;
    }

    private static ActWorld Begin(int seed, int one) => ((seed + one) % 6) switch
    {
        0 => new ActWorld(), 1 => ActWorld.VisitDay, 2 => ActWorld.LegalDay, 3 => ActWorld.EarlyVisitDay, 4 => ActWorld.SelfApprovedVisitDay, _ => ActWorld.UntoldLegalDay,
    };

    private void Tell(int one, string text, DateTimeOffset now)
    {
        var (gap, id) = (text.IndexOf(' ', StringComparison.Ordinal), $"m-{_told++}");
        var (type, data) = (text[..gap], text[(gap + 1)..].Replace("\"e-1\"", $"\"{_message}\"", StringComparison.Ordinal));
        if (type == "InboundMessage") _message = id;
        _cases[one] = _cases[one].Heard(type, data, now, id);
    }

    private void Ask(int one, DateTimeOffset now, string id)
    {
        var (world, act) = (_cases[one] with { Now = now, Budget = _budget, PackAge = Pick<TimeSpan?>(TimeSpan.Zero, TimeSpan.FromHours(24), TimeSpan.FromHours(25), null) }, Act());
        var decision = world.Decide(act, decider);
        if (!decision.Allowed)
        {
            Refused++;
            return;
        }

        Allowed.Add(new Done(one, now, act, world.Seen, decision, world.Attempts));
        _budget = _budget.Spend(new Spent(id, act.Kind, now, act.To));
        Tell(one, $$"""ActDecided {"actId":"{{id}}","kind":"{{FactJson.Word(act.Kind)}}","purpose":"{{FactJson.Word(act.Purpose)}}","allowed":true}""", now);
        if (act.Kind == ActKind.Call && _random.Next(5) == 0) _budget = _budget.Spoke(now, DateOnly.FromDateTime(now.AddHours(8).DateTime));
    }

    private PlannedAct Act() => _random.Next(10) switch
    {
        0 => ActWorld.Visit with { Team = Pick<string[]>(["agent_1", "agent_2"], ["agent_1"], ["agent_1", "agent_1"], ["agent_1", "agent_3"]) is var team ? [.. team] : [] },
        1 => ActWorld.Visit,
        2 => ActWorld.Referral,
        3 => new PlannedAct(ActKind.ThirdPartyEnquiry, ActPurpose.Locate, Recipient.ThirdParty, DisclosesDebt: _random.Next(3) == 0, To: "+00-0000-000-009"),
        4 => new PlannedAct(ActKind.Letter, Pick(ActPurpose.Demand, ActPurpose.Service, ActPurpose.LegalNotice), Pick(Recipient.Customer, Recipient.Customer, Recipient.ThirdParty, Recipient.Adviser)),
        5 => new PlannedAct(ActKind.Sms, Pick(ActPurpose.Demand, ActPurpose.Service), To: "+00-0000-000-001"),
        6 => new PlannedAct(ActKind.Email, Pick(ActPurpose.Demand, ActPurpose.Service, ActPurpose.LegalNotice), To: "a@example.invalid"),
        7 => new PlannedAct(ActKind.CreditReport, Pick(ActPurpose.Service, ActPurpose.LegalNotice), Recipient.Institution),
        _ => ActWorld.Call with { Purpose = Pick(ActPurpose.Demand, ActPurpose.Demand, ActPurpose.Service) },
    };

    private T Pick<T>(params T[] of) => of[_random.Next(of.Length)];

    /// <summary>An act that was allowed.</summary>
    public sealed record Done(int Case, DateTimeOffset At, PlannedAct Act, CaseFile File, ActDecision Decision, ImmutableArray<(DateTimeOffset At, string Data)> Tried)
    {
        public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"case {Case} {At:u} {Act.Kind} {Act.Purpose} to {Act.Recipient}");
    }
}
