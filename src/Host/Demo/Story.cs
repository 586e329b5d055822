using System.Globalization;
using System.Text.Json;

namespace Doorstep.Host.Demo;

/// <summary>One invented case: who the customer is, what the ledger says, and what is going to happen as far as it is known.</summary>
internal sealed class Story
{
    private readonly Queue<Act> _scene = new();
    private readonly Queue<Act> _desk = new();
    private readonly Queue<Act> _fate;
    private readonly SortedSet<string> _holds = new(StringComparer.Ordinal);
    private readonly List<(DateOnly Day, string Channel)> _tries = [];
    private static readonly string[] Agreed = ["months", "instalment", "firstDue", "total", "accrues", "relief"];

    private JsonElement _offer = JsonSerializer.SerializeToElement(new { });
    private int _versions;
    private int _told;

    public Story(int seed, int number, DateTimeOffset begin)
    {
        (Number, Dice) = (number, new Dice(seed, number));
        Key = string.Create(CultureInfo.InvariantCulture, $"SYN-{seed}-{number:000000}");
        StartAt = begin.AddDays(Dice.From(0, 20));
        Bucket = Dice.Pick((70, "M1"), (18, "M2"), (8, "M3"), (4, "M3+"));
        Total = Dice.From(2_000, 60_000) * 100L;
        Arrears = Total * Dice.From(8, 35) / 100;
        Owed = Total;
        _fate = new Queue<Act>(Fate.Of(this).OrderBy(act => act.At));
    }

    public int Number { get; }

    public Dice Dice { get; }

    /// <summary>The loan's name.</summary>
    public string Key { get; }

    public DateTimeOffset StartAt { get; }

    public string Bucket { get; }

    /// <summary>Owed at the start, in fen.</summary>
    public long Total { get; }

    /// <summary>The part of it that is overdue.</summary>
    public long Arrears { get; }

    /// <summary>What the ledger says is owed now.</summary>
    public long Owed { get; private set; }

    /// <summary>Paid, less what went back.</summary>
    public long Paid => Total - Owed;

    /// <summary>How often the case came to the reviewers.</summary>
    public int Escalations { get; private set; }

    /// <summary>The open promise: amount and when it is due.</summary>
    public (long Amount, DateTimeOffset Due) Promise { get; private set; }

    /// <summary>The plan in force: instalment, first due day, paid since.</summary>
    public (long Instalment, DateOnly FirstDue, long Paid) Plan { get; private set; }

    /// <summary>What is affordable a month as far as it was computed, in fen; 0: nothing; null: not known.</summary>
    public long? Capacity { get; private set; }

    /// <summary>The day of the document that proves the income.</summary>
    public DateOnly? ProvedOn { get; private set; }

    /// <summary>The sum of the settlement that was agreed last.</summary>
    public long Settlement { get; private set; }

    /// <summary>Approval tasks so far; the last one waits.</summary>
    public int Requests { get; private set; }

    /// <summary>What the customer says who accepts the last offer.</summary>
    public object Acceptance
    {
        get
        {
            var said = _offer.EnumerateObject().Where(member => Agreed.Contains(member.Name)).ToDictionary(member => member.Name, member => (object)member.Value);
            (said["version"], said["consent"]) = (_versions, "SIGNED");
            said.TryAdd("instalment", 0);
            return said;
        }
    }

    /// <summary>The time that the customer picked for a visit.</summary>
    public DateTimeOffset Slot { get; private set; }

    /// <summary>Whether the last visit met the customer.</summary>
    public bool HasMet { get; private set; }

    /// <summary>Holds that people let go before they decide on more.</summary>
    public IReadOnlyCollection<string> Holds => _holds;

    /// <summary>Remote contact was tried as often as a visit asks for (G7): three times, by two channels, on three days.</summary>
    public bool IsTriedRemotely => _tries.Count >= 3 && _tries.Select(tried => tried.Channel).Distinct().Count() >= 2 && _tries.Select(tried => tried.Day).Distinct().Count() >= 3;

    /// <summary>Who assesses next: nobody decides on the appeal against the own finding (T58).</summary>
    public string Assessor { get; private set; } = "hardship_syn_1";

    /// <summary>Number of the authorisation for a visit.</summary>
    public string AuthorisationId => $"AU-{Key}";

    public string CaseId { get; set; } = "";

    /// <summary>Where the engine says the case stands; empty before it starts.</summary>
    public string State { get; private set; } = "";

    public bool IsClosed { get; private set; }

    public bool IsStarted => CaseId.Length > 0;

    /// <summary>When something happens next; null when only the engine's deadlines can take it further.</summary>
    public DateTimeOffset? NextAt => IsClosed ? null : !IsStarted ? StartAt : Next()?.At;

    /// <summary>An id for the next event, the reporter's own.</summary>
    public string NextEventId() => string.Create(CultureInfo.InvariantCulture, $"demo-{++_told}");

    /// <summary>Takes what is to happen next.</summary>
    public Act Take()
    {
        var next = Next();
        return (_scene.TryPeek(out var scene) && ReferenceEquals(scene, next) ? _scene : _desk.TryPeek(out var read) && ReferenceEquals(read, next) ? _desk : _fate).Dequeue();
    }

    /// <summary>What the customer has written, and what was said at the door, is read by somebody within the day, wherever the case stands then.</summary>
    public void Write(Act act, string eventId, DateTimeOffset now)
    {
        HasMet = act.Type switch { "VisitCheckedIn" => false, "VisitCheckedOut" => true, _ => HasMet };
        if (act.Type is "InboundMessage" or "VisitReportFiled") _desk.Enqueue(Act.Of(Dice.Later(now, 0, 1), "MessageAnswered", new { by = "reviewer_syn_1", id = eventId, meant = ContactScenes.Ordinary }));
    }

    /// <summary>Hears where the case stands. Another state is another scene; the same state goes on, or goes on anew when all has been said.</summary>
    public void Hear(string state, bool isClosed, DateTimeOffset now, bool hasActed)
    {
        var isNew = state != State;
        if (isNew && state == "Escalated") Escalations++;
        (State, IsClosed) = (state, isClosed);
        if (isNew) _scene.Clear();
        if (isClosed || _scene.Count > 0 || !(isNew || hasActed)) return;
        foreach (var act in Script.Scene(this, now)) _scene.Enqueue(act);
    }

    /// <summary>Hears that an act is allowed: somebody carries it out, and the customer answers.</summary>
    public void Hear(OutboundAct act, DateTimeOffset now)
    {
        if (IsClosed || !act.IsAllowed) return;
        Act[] next = [.. _scene.Concat(Answers.To(this, act, now)).OrderBy(one => one.At)];
        _scene.Clear();
        foreach (var one in next) _scene.Enqueue(one);
    }

    /// <summary>Writes what an act moves or agrees into the ledger.</summary>
    public void Book(Act act)
    {
        if (act.Type == "PromiseMade") Promise = (act.Amount, act.Noon("date"));
        if (act.Type == "PlanAccepted") Plan = (act.Data.GetProperty("instalment").GetInt64(), DateOnly.FromDateTime(act.Noon("firstDue").UtcDateTime), 0);
        if (act.Type is "PlanProposed" or "PlanCountered") _versions++;
        if (act.Type == "PlanProposed") _offer = act.Data;
        if (act.Type == "SettlementAgreed") Settlement = act.Amount;
        if (act.Type is "SettlementAgreed" or "WriteOffProposed") Requests++;
        if (act.Type == "AppointmentConfirmed") Slot = act.Data.GetProperty("slot").GetDateTimeOffset().ToUniversalTime();
        if (act.Type == "ContactAttempted") _tries.Add((ReliefScenes.DayOf(act.At), act.Data.GetProperty("channel").GetString()!));
        Hold(act);
        Assess(act);
        var moved = act.Type switch { "PaymentReceived" or "SettlementPaid" => act.Amount, "PaymentReversed" => -act.Amount, _ => 0 };
        Owed -= moved;
        Plan = Plan with { Paid = Plan.Paid + moved };
    }

    private void Hold(Act act)
    {
        if (act.Type is "HardshipDeclared" or "ReliefRequested") _holds.Add("HARDSHIP");
        if (act.Type == "SafetyAlert") _holds.Add("SAFETY");
        if (act.Type == "HoldReleased") _holds.Remove(act.Data.GetProperty("hold").GetString()!);
    }

    private void Assess(Act act)
    {
        if (act.Type == "EvidenceUploaded" && act.Data.TryGetProperty("docType", out _)) ProvedOn = ReliefScenes.DayOf(act.At);
        if (act.Type == "HardshipAssessed")
            Assessor = act.Data.GetProperty("decision").GetString() != "NO_HARDSHIP" ? "hardship_syn_1" : Assessor == "hardship_syn_1" ? "hardship_syn_2" : "hardship_syn_1";
        if (act.Type != "IncomeStatementSubmitted") return;
        var totals = act.Data.GetProperty("totals");
        Capacity = ReliefScenes.Affordable(totals.GetProperty("income").GetInt64() - totals.GetProperty("expenditure").GetInt64());
    }

    private Act? Next() => new[] { _scene, _desk, _fate }.Select(queue => queue.TryPeek(out var first) ? first : null).OfType<Act>().MinBy(act => act.At);
}
