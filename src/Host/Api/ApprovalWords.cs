using Doorstep.Workflows.Commands;
using Doorstep.Workflows.Commands.Publishing;
using Doorstep.Workflows.Definitions.Difference;
using Mediator;

namespace Doorstep.Host.Api;

/// <summary>What is said to somebody whose version needs a second designer, in Chinese.</summary>
internal static class ApprovalWords
{
    private static readonly Dictionary<Concern, string> Names = new()
    {
        [Concern.Guard] = "条件", [Concern.Deadline] = "期限", [Concern.Visit] = "通往上门的路径", [Concern.Legal] = "通往法律程序的路径", [Concern.Outreach] = "触达客户的内容",
    };

    /// <summary>The reply in the language that is asked for.</summary>
    public static async Task<Reply<T>> InAsync<T>(this Reply<T> reply, bool isChinese, string definitionId, Actor actor, ISender sender)
    {
        if (!isChinese || reply is not Reply<T>.Refused { Kind: RefusalKind.NeedsApproval } refused) return reply;
        if (await sender.Send(new DiffDefinition(definitionId, null, null, actor)) is not Reply<DefinitionCompared>.Done(var compared)) return reply;
        return refused with
        {
            Reason = $"“{definitionId}”版本 {compared.To.Version} 改变了{string.Join("、", compared.Changes.Concerns.Select(concern => Names[concern]))}，须先由另一位设计者批准。审批已提交，由另一位设计者在设计器的“发布审批”页批准后即可发布。",
            Faults = [.. compared.Changes.Changes.Where(change => !change.Concerns.IsEmpty).Select(change => new Fault(change.Name, change.Sentence.Zh))],
        };
    }
}
