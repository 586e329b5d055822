using Doorstep.Workflows.Definitions;
using Doorstep.Workflows.Kernel;

namespace Doorstep.Workflows.Collections.Attention;

/// <summary>What a supervisor reads about something that waits: why it is on the desk, and what the next lawful step is.</summary>
/// <param name="Name">What it is.</param>
/// <param name="Why">Why it waits.</param>
/// <param name="Next">What can be done.</param>
public sealed record ConcernWords(Words Name, Words Why, Words Next)
{
    /// <summary>Every kind, the most urgent first.</summary>
    public static IReadOnlyDictionary<string, ConcernWords> All { get; } = new Dictionary<string, ConcernWords>(StringComparer.Ordinal)
    {
        [CaseConcerns.Emergency] = new(
            new("Emergency", "紧急情况"), new("An emergency, or an exercise of one, is not over.", "紧急情况（或演练）尚未结束。"), new("Take it up (EmergencyAcknowledged) and work through its playbook.", "确认接手（EmergencyAcknowledged），并按预案逐步处理。")),
        [Concern.Faulted] = new(
            new("Faulted", "步骤出错"), new("The last step could not be taken.", "上一步未能执行。"), new("Read why, mend the cause, then offer the step again (retry).", "查看原因并消除后，重新执行该步骤（重试）。")),
        [Concern.Undelivered] = new(
            new("Undelivered message", "未送达消息"), new("A message of the case was given up; its receiver knows nothing of it.", "案件的一条消息已放弃投递，接收方尚不知情。"), new("Read what went wrong under Outbox, then send it again or say why it is not sent.", "在“发件与故障”中查看原因，然后重新投递，或说明不再发送的理由。")),
        [Concern.Stuck] = new(
            new("Stuck", "停滞"), new("No deadline runs and no event is awaited: nothing takes the case further.", "没有运行中的期限，也不等待任何事件：案件无法继续。"), new("Move it to an allowed state by an override, with a reason.", "通过干预并说明理由，将案件移至允许的状态。")),
        [Concern.Suspended] = new(
            new("Suspended", "已暂停"), new("A person has suspended the case; nothing of it goes on by itself.", "案件已被人工暂停，不再自动推进。"), new("Look whether the ground is gone, then resume the case (RESUME) or go on waiting.", "确认暂停事由是否消失，恢复案件（RESUME）或继续等待。")),
        [CaseConcerns.Intervention] = new(
            new("For a supervisor", "待主管介入"), new("The case has waited twice as long as its clock allows, or was sent here: a supervisor decides how it goes on.", "案件停留时间已超过期限的两倍，或被转交主管：由主管决定如何继续。"),
            new("Read why it came here, then move it on by an override, with a reason (or InterventionAcknowledged, InterventionResolved).", "查看转入原因后，通过干预并说明理由将案件移出（或 InterventionAcknowledged、InterventionResolved）。")),
        [CaseConcerns.Alert] = new(
            new("Alert", "风险预警"), new("A risk alert has not been taken up.", "风险预警尚无人受理。"), new("Take it up (RiskAlertAcknowledged); what follows is for a person to decide.", "确认受理（RiskAlertAcknowledged）；后续由人员决定。")),
        [CaseConcerns.MoratoriumCharges] = new(
            new("Charges under a moratorium", "暂停还款期内的息费"), new("The ledger has raised interest, penalty or fees, which stand still under a moratorium; nobody demands anything until this is settled.", "暂停还款期内息费应停止计算，但账务系统上调了利息、罚息或费用；处理完毕前不得催收。"),
            new("Have the ledger put right (BalanceUpdated), or take it up (RiskAlertAcknowledged).", "要求更正账务（BalanceUpdated），或确认接手（RiskAlertAcknowledged）。")),
        [CaseConcerns.AuthorityRequest] = new(
            new("Incomplete request of an authority", "不完整的机关请求"), new("An authority asks for data without its name, a document number or a legal basis; nothing leaves without them.", "机关索取数据，但缺少机关名称、文号或法律依据；缺少时不提供任何数据。"),
            new("Ask the authority for what is missing; the complete request (AuthorityRequestReceived) ends this, or take it up (RiskAlertAcknowledged).", "请机关补齐；收到完整请求（AuthorityRequestReceived）后结束，或确认接手（RiskAlertAcknowledged）。")),
        [CaseConcerns.Approval] = new(
            new("Approval", "待审批"), new("A concession needs the agreement of somebody else.", "减免或让步方案需要另一人同意。"), new("Approve or refuse it; whoever asked for it may not.", "批准或拒绝；申请人本人不得审批。")),
        [CaseConcerns.HoldReview] = new(
            new("Hold to review", "待复核的中止"), new("The ground of a hold is gone; it goes on blocking until a person has looked at it.", "中止事由已消失；在人员复核前仍继续阻止相关行动。"), new("Look at the case, then release the hold (HoldReleased) or leave it.", "复核案件后解除中止（HoldReleased）或予以保留。")),
        [CaseConcerns.Message] = new(
            new("Message", "客户来信"), new("The customer has written, and nobody has said what it was; until then nobody demands anything, comes to the door or goes to court.", "客户来信尚无人阅读登记；在此之前不得催收、上门或移送诉讼。"), new("Read it, answer, and say what it was (MessageAnswered).", "阅读并答复，登记来信含义（MessageAnswered）。")),
        [CaseConcerns.Dispute] = new(
            new("Objection", "异议"), new("An objection to the debt is not answered.", "对债务的异议尚未答复。"), new("Check it against the ledger and answer in writing (DisputeResolved).", "与账务核对后书面答复（DisputeResolved）。")),
        [CaseConcerns.Complaint] = new(
            new("Complaint", "投诉"), new("A complaint is not closed.", "投诉尚未办结。"), new("Let somebody look into it who is not accused, and close it (ComplaintClosed).", "由非被投诉人员处理并办结（ComplaintClosed）。")),
    };
}
