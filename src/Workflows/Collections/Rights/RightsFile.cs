using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Doorstep.Workflows.Collections.Facts;
using Doorstep.Workflows.Collections.People;

namespace Doorstep.Workflows.Collections.Rights;

/// <summary>An objection to the debt.</summary>
public sealed record Dispute(string Id, DateTimeOffset Since, string? Ground, DisputeResult? Result = null, DateTimeOffset? AnsweredAt = null);

/// <summary>A complaint.</summary>
/// <param name="Id">Id of the event that filed it.</param>
/// <param name="Since">Since when (UTC).</param>
/// <param name="Category">What it is about.</param>
/// <param name="Accused">Whom: a token, or what the customer calls somebody.</param>
/// <param name="Via">By which way it came.</param>
/// <param name="ClosedAt">When it was closed (UTC); null: it is open.</param>
/// <param name="Named">What the customer has called the accused, where that was found out.</param>
/// <param name="Also">Who else it is about.</param>
public sealed record Complaint(string Id, DateTimeOffset Since, string? Category, string? Accused, string? Via, DateTimeOffset? ClosedAt = null, string? Named = null, ImmutableArray<string>? Also = null)
{
    /// <summary>Everybody whom it is about.</summary>
    [JsonIgnore]
    public IEnumerable<string> Everybody => Accusations.Everybody(Accused, Also);

    /// <summary>The same once somebody has found out whom it means. Whoever was found before is meant as well.</summary>
    /// <param name="found">Who.</param>
    internal Complaint Identified(AccusedIdentified found) => Accused is { } known && !Accusations.IsWords(known)
        ? this with { Also = [.. Accusations.Of(found).Union(Also ?? []).Where(other => !Person.IsSame(other, known))] }
        : this with { Accused = found.Accused, Named = Named ?? Accused, Also = found.Also };

    /// <summary>The customer has named somebody, and nobody has found out who that is.</summary>
    [JsonIgnore]
    public bool IsAboutSomebodyUnknown => Accused is { } accused && Accusations.IsWords(accused);
}

/// <summary>What the customer said, word for word. There is no fact that changes one (S50).</summary>
public sealed record Statement(string Id, DateTimeOffset At, string Text);

/// <summary>Objections, complaints, statements and what was understood: the customer's side of the case.</summary>
/// <param name="Disputes">Objections (S23).</param>
/// <param name="Complaints">Complaints (S61).</param>
/// <param name="Statements">Statements (S50).</param>
/// <param name="Understood">Names of notices that the customer saw and understood (S56).</param>
public sealed record RightsFile(ImmutableArray<Dispute> Disputes, ImmutableArray<Complaint> Complaints, ImmutableArray<Statement> Statements, ImmutableArray<string> Understood) : ICaseSection<RightsFile>
{
    private const int StatementsMax = 50;

    /// <summary>Nothing yet.</summary>
    public static RightsFile None { get; } = new([], [], [], []);

    /// <summary>Objections that are not answered.</summary>
    [JsonIgnore]
    public IEnumerable<Dispute> OpenDisputes => Disputes.Where(dispute => dispute.Result is null);

    /// <summary>Complaints that are not closed.</summary>
    [JsonIgnore]
    public IEnumerable<Complaint> OpenComplaints => Complaints.Where(complaint => complaint.ClosedAt is null);

    /// <summary>Why a fact is not taken; null where it is.</summary>
    public string? Fault(Fact fact) => fact is AccusedIdentified { Id: var id } && Complaints.All(complaint => complaint.Id != id)
        ? $"there is no complaint '{id}' in this case; its id is that of the event that filed it" : null;

    /// <inheritdoc />
    public RightsFile Fold(Fact fact, FactMoment moment) => fact switch
    {
        DisputeRaised raised => this with { Disputes = Disputes.Add(new Dispute(moment.EventId, moment.At, raised.Ground)) },
        DisputeResolved resolved => this with { Disputes = [.. Disputes.Select(dispute => dispute.Result is null && dispute.Since <= moment.At && (resolved.Id is null || dispute.Id == resolved.Id) ? dispute with { Result = resolved.Result, AnsweredAt = moment.At } : dispute)] },
        ComplaintFiled filed => this with { Complaints = Complaints.Add(new Complaint(moment.EventId, moment.At, filed.Category, filed.Accused, filed.Via, Named: filed.Named)) },
        AccusedIdentified found => this with { Complaints = [.. Complaints.Select(complaint => complaint.Id == found.Id ? complaint.Identified(found) : complaint)] },
        ComplaintClosed closed => this with { Complaints = [.. Complaints.Select(complaint => complaint.ClosedAt is null && complaint.Since <= moment.At && (closed.Id is null || complaint.Id == closed.Id) ? complaint with { ClosedAt = moment.At } : complaint)] },
        InboundMessage or CustomerReply or ContactOutcome or MessageAnswered => Said(fact, Objection.IdOf(fact, moment), moment),
        StatementMade made when Statements.Length < StatementsMax => this with { Statements = Statements.Add(new Statement(moment.EventId, moment.At, made.Text)) },
        NoticeAcknowledged { Understood: true } seen => this with { Understood = [.. Understood.Where(name => name != seen.Template), seen.Template] },
        _ => this,
    };

    /// <summary>A message may be both; what its sender has said is not said once more by whoever reads it.</summary>
    private RightsFile Said(Fact fact, string id, FactMoment moment) => this with
    {
        Disputes = Objection.IsDispute(fact) && Disputes.All(known => known.Id != id) ? Disputes.Add(new Dispute(id, moment.At, null)) : Disputes,
        Complaints = Objection.IsComplaint(fact) && Complaints.All(known => known.Id != id) ? Complaints.Add(new Complaint(id, moment.At, null, Accusations.SomebodyOf(id), null)) : Complaints,
    };
}
