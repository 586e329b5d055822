using Doorstep.Workflows.Collections;
using Doorstep.Workflows.Collections.Acts;
using Doorstep.Workflows.Collections.Checklists;
using Doorstep.Workflows.Collections.Facts;
using Doorstep.Workflows.Commands;
using Doorstep.Workflows.Grains;
using Doorstep.Workflows.Tests.Acts;
using Doorstep.Workflows.Tests.Engine;

namespace Doorstep.Workflows.Tests.Rows;

/// <summary>S38: what an agent does at a call or a visit has an order, and the door keeps it.</summary>
public sealed class ChecklistTests
{
    private int _told;

    [Fact]
    public async Task S38_Skipping_the_identity_step_blocks_the_next()
    {
        await using var house = await ActHouse.OpenAsync(ActHouse.Afternoon);
        var id = await house.StartLoanAsync("L-1");
        (await house.SendEventAsync(id, "s0", "ChecklistStepDone", new { kind = "CALL", step = "OWN_IDENTITY" })).Refusal().Faults.Single().Message.ShouldContain("no checklist for CALL is open");
        await house.RaiseAsync(id, "o1", "ChecklistOpened", new { kind = "CALL" });

        var skipped = (await house.SendEventAsync(id, "s1", "ChecklistStepDone", new { kind = "CALL", step = "INSTITUTION_NAMED", answer = "NAMED" })).Refusal();

        skipped.Faults.Single().Message.ShouldContain("'INSTITUTION_NAMED' comes after OWN_IDENTITY, not done yet");
        (await house.SendEventAsync(id, "s1", "ChecklistStepDone", new { kind = "CALL", step = "OWN_IDENTIFY" })).Refusal().Faults.Single().Message.ShouldContain("did you mean 'OWN_IDENTITY'");
        await house.RaiseAsync(id, "s1", "ChecklistStepDone", new { kind = "CALL", step = "OWN_IDENTITY", answer = "CONFIRMED" });
        await house.RaiseAsync(id, "s2", "ChecklistStepDone", new { kind = "CALL", step = "INSTITUTION_NAMED", answer = "NAMED" });
        var list = (await FileAsync(house, id)).Checklists.For(ActKind.Call).ShouldNotBeNull();
        (list.Version, list.Steps.Count(step => step.DoneAt is not null)).ShouldBe(("CN-SYN-2026.2", 2));
    }

    [Fact]
    public async Task S38_G3_A_talk_with_the_customer_is_one_once_identity_institution_and_recording_are_answered()
    {
        await using var house = await ActHouse.OpenAsync(ActHouse.Afternoon);
        var id = await house.StartLoanAsync("L-1");
        await house.AskAsync(id, "k1");
        await house.RaiseAsync(id, "a1", "ContactAttempted", new { channel = "CALL", result = "ANSWERED" });
        async Task<string> RefusedAsync(string step, string? answer) => (await StepAsync(house, id, step, answer)).Refusal().Faults.Single().Message;

        (await house.SendEventAsync(id, "o1", "ContactOutcome", new { result = "RIGHT_PARTY" })).Refusal().Faults.Single().Message
            .ShouldContain("has its answers: OWN_IDENTITY, INSTITUTION_NAMED, RECORDING_NOTICE. Report each with ChecklistStepDone");
        (await RefusedAsync("OWN_IDENTITY", null)).ShouldContain("'OWN_IDENTITY' needs an answer: CONFIRMED or NOT_CONFIRMED");
        (await RefusedAsync("OWN_IDENTITY", "CONFIRMD")).ShouldContain("did you mean 'CONFIRMED'");
        (await StepAsync(house, id, "OWN_IDENTITY", "NOT_CONFIRMED")).Value();
        (await RefusedAsync("INSTITUTION_NAMED", "NAMED")).ShouldContain("'INSTITUTION_NAMED' comes after OWN_IDENTITY (answered NOT_CONFIRMED)");
        (await StepAsync(house, id, "OWN_IDENTITY", "CONFIRMED")).Value();
        (await StepAsync(house, id, "INSTITUTION_NAMED", "NAMED")).Value();
        (await house.SendEventAsync(id, "o1", "ContactOutcome", new { result = "RIGHT_PARTY" })).Refusal().Faults.Single().Message.ShouldContain("has its answers: RECORDING_NOTICE.");

        (await StepAsync(house, id, "RECORDING_NOTICE", "NOT_GIVEN")).Value();
        (await RefusedAsync("PURPOSE", null)).ShouldContain("'PURPOSE' comes after RECORDING_NOTICE (answered NOT_GIVEN)");
        await house.RaiseAsync(id, "o1", "ContactOutcome", new { result = "RIGHT_PARTY" });
        (await StepAsync(house, id, "RECORDING_NOTICE", "GIVEN")).Value();
        (await StepAsync(house, id, "PURPOSE", null)).Value();
        (await FileAsync(house, id)).Contact.Conversations.ShouldBe(1);
    }

    [Theory]
    [InlineData("""{"amount":50000,"date":"2026-12-10","identityProven":true}""")]
    [InlineData("""{"amount":50000,"date":"2026-12-10","recordingRef":"r"}""")]
    public void S38_T5_a_promise_on_the_telephone_is_a_talk_and_owes_its_answers(string data)
    {
        var called = Books.Open().With("ActDecided", new { actId = "a1", kind = "CALL", purpose = "DEMAND", allowed = true });
        string? Fault(CaseFile file, string said) => file.Checklists.Fault(Fact.Read("PromiseMade", System.Text.Json.JsonElement.Parse(said))!, file.Visits, Books.Shipped.Checklists);

        Fault(called, data).ShouldNotBeNull().ShouldContain("has its answers: OWN_IDENTITY, INSTITUTION_NAMED, RECORDING_NOTICE.");
        Fault(called, """{"amount":50000,"date":"2026-12-10"}""").ShouldBeNull("what is promised in writing was said on no telephone");
        var answered = called.Checklists.For(ActKind.Call)!.Steps.Where(step => step.IsAsked).Aggregate(called, (file, step) => file.With("ChecklistStepDone", new { kind = "CALL", step = step.Key, answer = step.Answers!.Value[0] }));
        Fault(answered, data).ShouldBeNull();
        Fault(answered.With("ChecklistStepDone", new { kind = "CALL", step = "OWN_IDENTITY", answer = "NOT_CONFIRMED" }), data).ShouldNotBeNull().ShouldContain("another person's word binds no customer");
    }

    [Theory]
    [InlineData("ContactAttempted", """{"channel":"CALL","result":"NO_ANSWER"}""")]
    [InlineData("ContactOutcome", """{"result":"WRONG_PARTY"}""")]
    public void S38_a_call_that_did_not_reach_the_customer_owes_no_answers(string type, string data)
    {
        var book = Books.Shipped.Checklists;
        var called = Books.Open().With("ActDecided", new { actId = "a1", kind = "CALL", purpose = "DEMAND", allowed = true });
        var (end, talk) = (Fact.Read(type, System.Text.Json.JsonElement.Parse(data))!, Fact.Read("ContactOutcome", System.Text.Json.JsonElement.Parse("""{"result":"RIGHT_PARTY"}"""))!);

        called.Checklists.Fault(end, called.Visits, book).ShouldBeNull();
        called.Checklists.Fault(talk, called.Visits, book).ShouldNotBeNull();
        var after = called.With(type, System.Text.Json.JsonElement.Parse(data));
        after.Checklists.Fault(talk, after.Visits, book).ShouldBeNull("the customer may call back, and that call has no list");
    }

    [Fact]
    public async Task S38_A_report_of_a_visit_is_not_taken_before_its_mandatory_steps_are_done()
    {
        await using var house = await ActHouse.OpenAsync(ActHouse.Afternoon);
        var id = await house.StartLoanAsync("L-1");
        await house.RaiseAsync(id, "o1", "ChecklistOpened", new { kind = "VISIT" });
        await house.RaiseAsync(id, "v1", "VisitCheckedIn", new { agents = new[] { "agent_1", "agent_2" } });
        var steps = (await FileAsync(house, id)).Checklists.For(ActKind.Visit)!.Steps;
        foreach (var step in steps.Where(step => step.IsMandatory).SkipLast(1)) await house.RaiseAsync(id, step.Key, "ChecklistStepDone", step.IsProof ? (object)new { kind = "VISIT", step = step.Key, answer = "CONFIRMED" } : new { kind = "VISIT", step = step.Key });
        await house.RaiseAsync(id, "v2", "VisitCheckedOut");

        (await house.SendEventAsync(id, "r1", "VisitReportFiled", Books.Report)).Refusal().Faults.Single().Message.ShouldContain("is not done: SUMMARY.");

        await house.RaiseAsync(id, "last", "ChecklistStepDone", new { kind = "VISIT", step = "SUMMARY" });
        await house.RaiseAsync(id, "r1", "VisitReportFiled", Books.Report);
        var file = await FileAsync(house, id);
        file.Visits.IsReported.ShouldBeTrue();
        file.Checklists.For(ActKind.Visit)!.ClosedAt.ShouldNotBeNull();
    }

    [Fact]
    public void T26_G3_a_report_says_who_was_there_as_the_checklist_does()
    {
        var report = (VisitReportFiled)Fact.Read("VisitReportFiled", Books.Report)!;
        var others = report with { Participants = [.. report.Participants.Where(one => one.Role != "CUSTOMER")], Capacity = new VisitCapacity("Nobody can say.") };
        string? Fault(CaseFile file, VisitReportFiled said) => file.Checklists.Fault(said, file.Visits, Books.Shipped.Checklists);
        CaseFile Answered(string answer) => Opened().Checklists.For(ActKind.Visit)!.Steps.Where(step => step.IsMandatory)
            .Aggregate(Opened().With("VisitCheckedIn", new { }), (file, step) => file.With("ChecklistStepDone", new { kind = "VISIT", step = step.Key, answer = step.IsProof ? answer : null })).With("VisitCheckedOut", new { });


        Fault(Answered("CONFIRMED"), report).ShouldBeNull();
        Fault(Answered("CONFIRMED"), others).ShouldNotBeNull().ShouldContain("names nobody in the role CUSTOMER");
        Fault(Answered("NOT_CONFIRMED"), others).ShouldBeNull("whoever met only a child has left at once, and owes no steps");
        Fault(Answered("NOT_CONFIRMED"), report).ShouldNotBeNull().ShouldContain("IDENTITY (answered NOT_CONFIRMED)");
        var over = Answered("NOT_CONFIRMED");
        over.Checklists.Fault(new ChecklistStepDone(ActKind.Visit, "IDENTITY", Answer: "CONFIRMED"), over.Visits, Books.Shipped.Checklists).ShouldNotBeNull().ShouldContain("the visit is over");
        var nobody = Opened().With("VisitCheckedIn", new { }).With("NoOneHome", new { });
        Fault(nobody, report).ShouldNotBeNull().ShouldContain("nobody was at home");
        nobody.Checklists.Fault(new ChecklistStepDone(ActKind.Visit, "IDENTITY", Answer: "CONFIRMED"), nobody.Visits, Books.Shipped.Checklists).ShouldNotBeNull().ShouldContain("who was there is not proven afterwards");
        var refused = Opened().With("VisitCheckedIn", new { }).With("VisitRefused", new { });
        Fault(refused, report).ShouldBeNull();
        Fault(refused, report with { Capacity = new VisitCapacity("Wages.", true) }).ShouldNotBeNull().ShouldContain("leave capacity.hasSurplus out");
        Fault(Answered("NOT_CONFIRMED"), others with { Capacity = new VisitCapacity("Wages.", true) }).ShouldNotBeNull().ShouldContain("capacity.hasSurplus");
    }

    [Theory]
    [InlineData("VisitRefused")]
    [InlineData("VisitAborted")]
    [InlineData("NoOneHome")]
    public void S38_whoever_left_at_once_owes_no_steps(string end)
    {
        var file = Opened().With("VisitCheckedIn", new { }).With(end, new { });

        var report = (VisitReportFiled)Fact.Read("VisitReportFiled", Books.Report)!;
        file.Checklists.Fault(report with { Participants = [.. report.Participants.Where(one => one.Role != "CUSTOMER")] }, file.Visits, Books.Shipped.Checklists).ShouldBeNull();
    }

    [Fact]
    public void S38_a_visit_that_is_allowed_opens_its_checklist_and_one_that_is_refused_opens_none()
    {
        Books.Open().With("ActDecided", new { actId = "a1", kind = "VISIT", purpose = "DEMAND", allowed = false }).Checklists.For(ActKind.Visit).ShouldBeNull();
        Opened().Checklists.For(ActKind.Visit)!.Ref.ShouldBe("a1");
    }

    [Fact]
    public void S38_a_case_without_a_checklist_files_its_reports_as_before()
    {
        var file = Books.Open().With("VisitCheckedIn", new { }).With("VisitCheckedOut", new { });

        file.Checklists.Fault(Fact.Read("VisitReportFiled", Books.Report)!, file.Visits, Books.Shipped.Checklists).ShouldBeNull();
    }

    [Fact]
    public void S38_a_book_with_faults_names_them_all()
    {
        List<(string Path, string Message)> faults = [];

        ChecklistBook.Read("""{"schema":"checklists/1","version":"v","source":"s","checklists":[{"kind":"VISITT","steps":[]},{"kind":"CALL","steps":[{"key":"A","en":"a","zh":"","mandatory":1},{"key":"B","en":"b","zh":"b","mandatory":false,"answers":["YES"],"proof":true}]}]}""", faults).ShouldBeNull();

        faults.Select(fault => fault.Path).ShouldBe(["checklists[0].kind", "checklists[0].steps", "checklists[1].steps[0].zh", "checklists[1].steps[0].mandatory", "checklists[1].steps[1].answers", "checklists[1].steps[1].mandatory"]);
    }

    private ValueTask<Reply<CaseAnswer>> StepAsync(EngineHouse house, string id, string step, string? answer) =>
        house.SendEventAsync(id, $"step-{++_told}", "ChecklistStepDone", answer is null ? new { kind = "CALL", step } : new { kind = "CALL", step, answer });

    private static CaseFile Opened() => Books.Open().With("ActDecided", new { actId = "a1", kind = "VISIT", purpose = "DEMAND", allowed = true });

    private static async Task<CaseFile> FileAsync(EngineHouse house, string id) => (CaseFile)(await house.CaseAsync(id)).Snapshot.Facts;
}
