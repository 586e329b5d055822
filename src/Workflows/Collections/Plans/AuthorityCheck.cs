using System.Collections.Immutable;
using Doorstep.Workflows.Collections.People;
using Doorstep.Workflows.Definitions;

namespace Doorstep.Workflows.Collections.Plans;

/// <summary>
/// G11: a concession lies within the matrix of who grants it; above, a second and different person of a sufficient role agrees (maker-checker, S18).
/// A write-off always needs the agreement of two more people (T60). Nobody can grant a plan of more than 60 months or give up more than is owed.
/// </summary>
public static class AuthorityCheck
{
    private const int WriteOffApprovers = 2;

    /// <summary>The answer, with what is missing. <paramref name="checkers"/> are those who have agreed so far.</summary>
    public static Ruling Check(AuthorityMatrix matrix, Concession concession, Approver maker, params IReadOnlyList<Approver> checkers)
    {
        if (Impossible(concession) is { } impossible) return new Ruling.Refused($"G11: {impossible}");
        if (checkers.Prepend(maker).FirstOrDefault(person => Of(matrix, person) is null) is { } stranger)
            return new Ruling.Refused($"G11: '{stranger.Role}' of '{stranger.Id}' is not a role of matrix {matrix.Version}{Nearest.Hint(stranger.Role, [.. matrix.Authorities.Select(one => one.Role)])}");
        if (checkers.FirstOrDefault(checker => Same(checker, maker)) is { } self)
            return new Ruling.Refused($"G11: '{self.Id}' cannot agree to what '{self.Id}' grants; another person has to.");
        if (!concession.IsWriteOff && Covers(Of(matrix, maker)!, concession)) return new Ruling.Allowed($"G11: within what {maker.Role} may grant by matrix {matrix.Version}.");
        return Agreed(matrix, concession, maker, checkers);
    }

    /// <summary>Whether somebody of a role may grant so much alone.</summary>
    public static bool Covers(AuthorityMatrix matrix, string role, Concession concession) => matrix.Authorities.FirstOrDefault(one => one.Role == role) is { } authority && Covers(authority, concession);

    private static Ruling Agreed(AuthorityMatrix matrix, Concession concession, Approver maker, IReadOnlyList<Approver> checkers)
    {
        ImmutableArray<string> roles = [.. matrix.Authorities.Where(authority => Covers(authority, concession)).Select(authority => authority.Role)];
        if (roles.IsEmpty) return new Ruling.Refused($"G11: nobody in matrix {matrix.Version} may agree to {Name(concession)}.");
        var agreed = checkers.Where(checker => roles.Contains(checker.Role)).Select(checker => checker.Id).DistinctBy(Person.Key).ToArray();
        var missing = (concession.IsWriteOff ? WriteOffApprovers : 1) - agreed.Length;
        return missing <= 0
            ? new Ruling.Allowed($"G11: {Name(concession)} by {maker.Id}, agreed to by {string.Join(" and ", agreed)}, matrix {matrix.Version}.")
            : new Ruling.NeedsApproval(roles, missing, $"G11: {Name(concession)} by {maker.Role} needs the agreement of {missing} more {(missing == 1 ? "person" : "people")}: {string.Join(" or ", roles)}.");
    }

    private static bool Covers(Authority authority, Concession concession) => concession.IsWriteOff
        ? concession.Owed <= authority.WriteOffMax
        : concession.Months <= authority.MonthsMax && concession.Waived <= authority.WaiverAmountMax
            && (Int128)concession.Waived * 100 <= (Int128)concession.Owed * authority.WaiverPercentMax;

    private static string? Impossible(Concession concession) =>
        concession.Owed < 0 || concession.Waived < 0 || concession.Months < 0 ? "amounts and months count from 0."
        : concession.Waived > concession.Owed ? $"{Fen.Text(concession.Waived)} is more than the {Fen.Text(concession.Owed)} that is owed."
        : concession.Months > InstalmentSchedule.MonthsMax ? $"{concession.Months} months are more than the {InstalmentSchedule.MonthsMax} that a plan may have, whoever agrees."
        : null;

    private static string Name(Concession concession) => concession.IsWriteOff
        ? $"a write-off of {Fen.Text(concession.Owed)}"
        : $"giving up {Fen.Text(concession.Waived)} of {Fen.Text(concession.Owed)} over {concession.Months} months";

    private static Authority? Of(AuthorityMatrix matrix, Approver person) => matrix.Authorities.FirstOrDefault(authority => authority.Role == person.Role);

    private static bool Same(Approver left, Approver right) => Person.IsSame(left.Id, right.Id);
}
