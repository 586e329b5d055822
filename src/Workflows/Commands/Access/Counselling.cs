using Mediator;

namespace Doorstep.Workflows.Commands.Access;

/// <summary>The line that agents call for themselves (S48).</summary>
/// <param name="Phone">Its number.</param>
/// <param name="Hours">When somebody is there.</param>
/// <param name="Page">Where more stands; null: nowhere.</param>
public sealed record CounsellingLine(string? Phone = null, string? Hours = null, string? Page = null);

/// <summary>Asks for the counselling line. It is about no case, nothing is written anywhere, and so nobody can see who asked (S48).</summary>
[Allow(Role.Agent), ForScoped]
public sealed record GetCounselling(Actor Actor) : IQuery<Reply<CounsellingLine>>, IActed;

internal sealed class CounsellingHandler(CounsellingLine line) : IQueryHandler<GetCounselling, Reply<CounsellingLine>>
{
    public ValueTask<Reply<CounsellingLine>> Handle(GetCounselling query, CancellationToken cancellationToken) => ValueTask.FromResult<Reply<CounsellingLine>>(line.Phone is null
        ? new Reply<CounsellingLine>.Refused(RefusalKind.NotFound, "The house has not said which line it has. Ask your works council or staff doctor; nobody was told that you asked. 本机构尚未登记心理辅导热线，请咨询工会或员工医生；您的查询未被记录。")
        : new Reply<CounsellingLine>.Done(line));
}
