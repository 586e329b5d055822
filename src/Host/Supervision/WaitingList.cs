using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Nodes;
using Doorstep.Workflows.Collections;
using Doorstep.Workflows.Collections.Attention;
using Doorstep.Workflows.Collections.Emergencies;
using Doorstep.Workflows.Collections.Facts;
using Doorstep.Workflows.Collections.Inbox;
using Doorstep.Workflows.Collections.Relief;
using Doorstep.Workflows.Commands;
using Doorstep.Workflows.Definitions;
using Doorstep.Workflows.Definitions.Liveness;
using Doorstep.Workflows.Kernel;

namespace Doorstep.Host.Supervision;

/// <summary>What in a case waits for a person and is answered by a fact: emergencies, alerts, letters, objections, complaints, concessions (S16, S18, S23, S39, S46, S61). Overrides have their own page.</summary>
internal static class WaitingList
{
    private static readonly string Supervised = StateMark.Of("MANUAL_INTERVENTION");
    private static readonly WaitingField Answer = new("answerRef", new("Reference of the written answer", "书面答复编号"));
    private static readonly WaitingField Findings = new("findings", new("Findings", "结论"));
    private static readonly WaitingField Reason = new("reason", new("Why", "理由"));

    private static readonly WaitingField Meant = new("meant", new("What it was", "来信含义"), [.. from meaning in Enum.GetValues<MessageMeaning>() select (FactJson.Word(meaning), MeaningWords.Of(meaning))]) { IsMany = true };

    private static readonly WaitingField Result = new("result", new("Result", "结果"),
    [
        (FactJson.Word(DisputeResult.Rejected), new("The debt stands", "债务属实")),
        (FactJson.Word(DisputeResult.Corrected), new("The balance was wrong and is corrected", "金额有误，已更正")),
        (FactJson.Word(DisputeResult.Upheld), new("The customer is right: nothing is owed", "异议成立：不欠款")),
    ]);

    /// <summary>What waits, the most urgent first.</summary>
    /// <param name="file">The file.</param>
    /// <param name="snapshot">Where the case stands.</param>
    /// <param name="books">The words of the playbooks.</param>
    /// <param name="reader">Who reads.</param>
    public static IEnumerable<WaitingItem> Of(CaseFile file, Snapshot snapshot, PlaybookBook? books, Actor reader)
    {
        foreach (var one in file.Emergencies.All ?? [])
            if (one.ClosedAt is null) yield return OfEmergency(one, books?.Named(one.Kind));
        foreach (var alert in file.Risk.Alerts ?? [])
            if (alert is { AcknowledgedBy: null, IsCleared: false })
                yield return new(CaseConcerns.Alert, alert.Id, Named("Risk alert", "风险预警", alert.Pattern), alert.Since, alert.EscalatesAt, [Act(nameof(RiskAlertAcknowledged), "Take it up", "接手", ("id", alert.Id))]);
        foreach (var message in file.Inbox.Waiting)
            yield return new(CaseConcerns.Message, message.Id, Named("Message of the customer", "客户来信", message.Intent), message.Since, message.EscalatesAt,
                [Act(nameof(MessageAnswered), "It is read and answered", "已阅读并答复", ("id", message.Id)) with { Fields = [Meant, new("textRef", new("Reference of the answer", "答复编号"))] }]);
        foreach (var complaint in file.Rights.OpenComplaints)
            yield return new(CaseConcerns.Complaint, complaint.Id, Named("Complaint", "投诉", complaint.Category), complaint.Since, null, [complaint.IsAboutSomebodyUnknown
                ? Act(nameof(AccusedIdentified), "This is who is meant", "确认被投诉人", ("id", complaint.Id)) with { Fields = [new("accused", new("Token of the person; empty: nobody of ours", "人员编号；留空表示并非本行人员")), new("also", new("Tokens of others who are meant", "同时被投诉的其他人员编号")) { IsMany = true }, new("notMeant", new("Tokens of those who are named and not meant", "被提及但未被投诉的人员编号")) { IsMany = true }] }
                : Act(nameof(ComplaintClosed), "Close it", "办结", ("id", complaint.Id)) with { Fields = [new("result", new("Result", "结果")), Answer] }])
                {
                    Note = complaint.IsAboutSomebodyUnknown ? new($"The customer names '{complaint.Accused}': find out who that is. Until then nobody visits the customer.", $"客户所称“{complaint.Accused}”尚未查明是谁；查明前不得上门。") : null,
                };
        foreach (var dispute in file.Rights.OpenDisputes)
            yield return new(CaseConcerns.Dispute, dispute.Id, Named("Objection to the debt", "债务异议", dispute.Ground), dispute.Since, null, [Act(nameof(DisputeResolved), "Answer it", "答复", ("id", dispute.Id)) with { Fields = [Result, Answer] }]);
        if (snapshot.Status == CaseStatus.Completed) yield break;
        foreach (var request in file.Relief.Requests)
            if (request.Status == RequestStatus.Open) yield return OfRequest(request, reader);
        if (StateMark.Of(snapshot.Frames[^1].State) == Supervised)
            yield return new(CaseConcerns.Intervention, "", new("Sent to a supervisor", "待主管介入"), snapshot.StateSince, null, [Act(nameof(InterventionAcknowledged), "Take it up", "接手")]);
        if (file.Hold.Open.FirstOrDefault(open => open is { Hold: Hold.Safety, ReviewSince: null }) is { } danger)
            yield return new("SAFETY", "", new("Danger on site", "现场安全"), danger.Since, null, [Act(nameof(SafetyReviewed), "The risk is reviewed", "已完成风险评估") with { Fields = [Findings] }]);
    }

    private static WaitingItem OfEmergency(Emergency one, Playbook? book)
    {
        var name = book is null ? Named("Emergency", "紧急情况", one.Kind) : new Words(book.En, book.Zh);
        if (one.IsDrill) name = new($"{name.En} (exercise)", $"{name.Zh}（演练）");
        ImmutableArray<WaitingAct> acts =
        [
            .. one.AcknowledgedBy is null ? [Act(nameof(EmergencyAcknowledged), "Take it up", "接手", ("id", one.Id))] : Array.Empty<WaitingAct>(),
            .. one.Steps.Where(step => step.DoneAt is null).Select(step => Act(nameof(EmergencyStepDone), Done(step, book).En, Done(step, book).Zh, ("id", one.Id), ("step", step.Key))),
            .. one.Steps.All(step => step.DoneAt is not null) ? [Act(nameof(EmergencyClosed), "It is over", "结束", ("id", one.Id)) with { Fields = [Findings] }] : Array.Empty<WaitingAct>(),
        ];
        return new WaitingItem(CaseConcerns.Emergency, one.Id, name, one.Since, one.EscalatesAt, acts);
    }

    private static Words Done(EmergencyStep step, Playbook? book) => book?.Steps.FirstOrDefault(known => known.Key == step.Key) is { } words ? new($"Mark as done: {words.En}", $"标记完成：{words.Zh}") : new($"Mark as done: {step.Key}", $"标记完成：{step.Key}");

    /// <summary>The buttons are there for whoever the matrix lets decide (G11); everybody else reads who can.</summary>
    internal static WaitingItem OfRequest(ConcessionRequest request, Actor reader)
    {
        var (text, role) = (request.Number.ToString(CultureInfo.InvariantCulture), reader.IsAny(Role.Supervisor) ? "SUPERVISOR" : "AGENT");
        WaitingAct Decide(Approval decision, string english, string chinese) => new(nameof(ConcessionReviewed), new(english, chinese), new JsonObject { ["request"] = request.Number, ["decision"] = FactJson.Word(decision), ["role"] = role }, [Reason]);
        var may = request.Roles.Contains(role) && request.Checkers.Prepend(request.Maker).All(person => reader.IsSomebodyElseThan(person.Id));
        return new(CaseConcerns.Approval, text, new($"Concession {text}", $"减免申请 {text}"), request.At, null, may ? [Decide(Approval.Approved, "Approve", "批准"), Decide(Approval.Refused, "Refuse", "拒绝")] : [])
        {
            Note = new(
                $"Asked for by {request.Maker.Id}. Still to agree: {request.People}, of {string.Join(" or ", request.Roles)} (G11).",
                $"申请人：{request.Maker.Id}。尚需 {request.People} 人同意，须为：{string.Join("或", request.Roles.Select(InChinese))}（G11）。"),
        };
    }

    private static string InChinese(string role) => role switch { "AGENT" => "经办人员", "REVIEWER" => "复核人员", "SUPERVISOR" => "主管", "CREDIT_COMMITTEE" => "授信审批委员会", _ => role };

    private static Words Named(string english, string chinese, string? which) => which is null ? new(english, chinese) : new($"{english} {which}", $"{chinese} {which}");

    private static WaitingAct Act(string @event, string english, string chinese, params (string Name, string Value)[] data) =>
        new(@event, new(english, chinese), new JsonObject(data.Select(pair => KeyValuePair.Create(pair.Name, (JsonNode?)pair.Value))), []);
}
