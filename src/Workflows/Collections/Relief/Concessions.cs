using Doorstep.Workflows.Collections.Facts;
using Doorstep.Workflows.Collections.Plans;

namespace Doorstep.Workflows.Collections.Relief;

/// <summary>What the bank grants: at once where the matrix lets its maker, else after a second person agreed (G11, S18). Offers, settlements and write-offs go the same way.</summary>
internal static class Concessions
{
    /// <summary>What the matrix says to a fact that grants something or decides on what was asked for; null for any other fact, and where there is no such task.</summary>
    public static Ruling? Ask(CaseFile file, Fact fact, FactMoment moment, AuthorityMatrix? matrix) =>
        matrix is null ? new Ruling.Refused($"G11: no authority matrix is loaded for {file.Debt.Currency}, so nobody may grant anything.")
        : fact is ConcessionReviewed review ? Find(file.Relief, review.Request) is { } open ? Ask(matrix, Standing(file, open), review) : null
        : Request(file, fact, moment) is { } request ? AuthorityCheck.Check(matrix, request.Concession, request.Maker) : null;

    /// <summary>The open task of a number; null without one.</summary>
    public static ConcessionRequest? Find(ReliefFile relief, int number) => relief.Requests.FirstOrDefault(request => request.Number == number && request.Status == RequestStatus.Open);

    /// <summary>The file's part after such a fact.</summary>
    public static ReliefFile Fold(CaseFile file, Fact fact, FactMoment moment, AuthorityMatrix? matrix)
    {
        var (relief, ruling) = (file.Relief, Ask(file, fact, moment, matrix));
        if (fact is ConcessionReviewed review) return Find(relief, review.Request) is { } open ? Decided(relief, open, review, ruling!, moment) : relief;
        if (Request(file, fact, moment) is not { } request) return relief;
        return ruling switch
        {
            Ruling.Allowed => Granted(Asked(relief, request), request, moment),
            Ruling.NeedsApproval needs => Asked(relief, request) with { Requests = relief.Requests.Add(request with { Roles = needs.Roles, People = needs.People, Reason = needs.Reason }) },
            _ => relief,
        };
    }

    /// <summary>Why the approval of a settlement comes too late, in words: another was asked for or agreed since, and what people agreed on last stands (T59). Null where none was.</summary>
    public static string? Overtaking(ReliefFile relief, int number)
    {
        if (Find(relief, number) is not { Settlement: { } old }) return null;
        var newer = relief.Settlement is { } agreed && agreed.Number > old.Number ? agreed
            : relief.Requests.Where(request => request.Status != RequestStatus.Refused).Select(request => request.Settlement).LastOrDefault(one => one?.Number > old.Number);
        return newer is null ? null : $"The settlement of {Fen.Text(old.Sum)} was overtaken by that of {Fen.Text(newer.Sum)}: its approval is kept, and nothing changes by it (T59).";
    }

    private static ReliefFile Asked(ReliefFile relief, ConcessionRequest request) => request.Kind == ConcessionKind.Settlement ? relief with { SettlementsAsked = relief.SettlementsAsked + 1 } : relief;

    /// <summary>The task without the agreement of those who are off the case since (S61).</summary>
    private static ConcessionRequest Standing(CaseFile file, ConcessionRequest open) => open with { Checkers = [.. open.Checkers.Where(checker => !file.Assignment.IsRemoved(checker.Id))] };

    private static Ruling Ask(AuthorityMatrix matrix, ConcessionRequest open, ConcessionReviewed review) =>
        AuthorityCheck.Check(matrix, open.Concession, open.Maker, [.. open.Checkers, new Approver(review.By, review.Role)]);

    private static ConcessionRequest? Request(CaseFile file, Fact fact, FactMoment moment)
    {
        var (number, owed) = (file.Relief.Requests.Length + 1, file.Debt.Total);
        ConcessionRequest New(ConcessionKind kind, string by, string role, Concession concession) => new(number, kind, moment.At, new Approver(by, role), concession, [], 0, "");
        return fact switch
        {
            PlanProposed offer => New(ConcessionKind.Offer, offer.By, offer.Role, new Concession(owed, offer.Waived ?? 0, offer.Months)) with
            {
                Offer = new NegotiationMove.Offered(Side.Bank, offer.By, moment.At, PlanTerms.Of(offer), offer.Reason),
            },
            SettlementAgreed agreed => New(ConcessionKind.Settlement, agreed.By, agreed.Role, new Concession(owed, Math.Max(0, owed - agreed.Amount), 0)) with
            {
                Settlement = new SettlementOffer(owed, agreed.Amount, agreed.Until, file.Relief.SettlementsAsked + 1),
            },
            WriteOffProposed asked => New(ConcessionKind.WriteOff, asked.By, asked.Role, new Concession(owed, owed, 0, IsWriteOff: true)),
            _ => null,
        };
    }

    private static ReliefFile Decided(ReliefFile relief, ConcessionRequest open, ConcessionReviewed review, Ruling ruling, FactMoment moment)
    {
        if (ruling is Ruling.Refused || (review.Decision == Approval.Approved && Overtaking(relief, review.Request) is not null)) return relief;
        var checkers = open.Checkers.Add(new Approver(review.By, review.Role));
        return review.Decision == Approval.Refused ? With(relief, open with { Checkers = checkers, Status = RequestStatus.Refused })
            : ruling is Ruling.NeedsApproval needs ? With(relief, open with { Checkers = checkers, People = needs.People, Reason = needs.Reason })
            : Granted(With(relief, open with { Checkers = checkers, People = 0, Status = RequestStatus.Approved }), open, moment);
    }

    /// <summary>It takes effect at the moment at which the last person who was needed agreed.</summary>
    private static ReliefFile Granted(ReliefFile relief, ConcessionRequest request, FactMoment moment) => request.Kind switch
    {
        ConcessionKind.Offer => ReliefFold.Answered(ReliefFold.Moved(relief, request.Offer! with { At = moment.At }) with { OfferedAt = moment.At }, moment),
        ConcessionKind.Settlement => relief with { Settlement = request.Settlement },
        _ => relief,
    };

    private static ReliefFile With(ReliefFile relief, ConcessionRequest request) => relief with { Requests = relief.Requests.SetItem(request.Number - 1, request) };
}
