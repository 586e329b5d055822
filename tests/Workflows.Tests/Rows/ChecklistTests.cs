using Doorstep.Workflows.Collections;
using Doorstep.Workflows.Collections.Acts;
using Doorstep.Workflows.Collections.Checklists;
using Doorstep.Workflows.Collections.Facts;
using Doorstep.Workflows.Commands;
using Doorstep.Workflows.Tests.Acts;
using Doorstep.Workflows.Tests.Engine;

namespace Doorstep.Workflows.Tests.Rows;

/// <summary>S38: what an agent does at a call or a visit has an order, and the door keeps it.</summary>
public sealed class ChecklistTests
{
    [Fact]
    public async Task S38_Skipping_the_identity_step_blocks_the_next()
    {
        await using var house = await ActHouse.OpenAsync(ActHouse.Afternoon);
        var id = await house.StartLoanAsync("L-1");
        (await house.SendEventAsync(id, "s0", "ChecklistStepDone", new { kind = "CALL", step = "OWN_IDENTITY" })).Refusal().Faults.Single().Message.ShouldContain("no checklist for CALL is open");
        await house.RaiseAsync(id, "o1", "ChecklistOpened", new { kind = "CALL" });

        var skipped = (await house.SendEventAsync(id, "s1", "ChecklistStepDone", new { kind = "CALL", step = "INSTITUTION_NAMED" })).Refusal();

        skipped.Faults.Single().Message.ShouldContain("'INSTITUTION_NAMED' comes after OWN_IDENTITY, not done yet");
        (await house.SendEventAsync(id, "s1", "ChecklistStepDone", new { kind = "CALL", step = "OWN_IDENTIFY" })).Refusal().Faults.Single().Message.ShouldContain("did you mean 'OWN_IDENTITY'");
        await house.RaiseAsync(id, "s1", "ChecklistStepDone", new { kind = "CALL", step = "OWN_IDENTITY" });
        await house.RaiseAsync(id, "s2", "ChecklistStepDone", new { kind = "CALL", step = "INSTITUTION_NAMED" });
        var list = (await FileAsync(house, id)).Checklists.For(ActKind.Call).ShouldNotBeNull();
        (list.Version, list.Steps.Count(step => step.DoneAt is not null)).ShouldBe(("CN-SYN-2026.1", 2));
    }

    [Fact]
    public async Task S38_A_report_of_a_visit_is_not_taken_before_its_mandatory_steps_are_done()
    {
        await using var house = await ActHouse.OpenAsync(ActHouse.Afternoon);
        var id = await house.StartLoanAsync("L-1");
        await house.RaiseAsync(id, "o1", "ChecklistOpened", new { kind = "VISIT" });
        await house.RaiseAsync(id, "v1", "VisitCheckedIn", new { agents = new[] { "agent_1", "agent_2" } });
        var steps = (await FileAsync(house, id)).Checklists.For(ActKind.Visit)!.Steps;
        foreach (var step in steps.Where(step => step.IsMandatory).SkipLast(1)) await house.RaiseAsync(id, step.Key, "ChecklistStepDone", new { kind = "VISIT", step = step.Key });
        await house.RaiseAsync(id, "v2", "VisitCheckedOut");

        (await house.SendEventAsync(id, "r1", "VisitReportFiled", Books.Report)).Refusal().Faults.Single().Message.ShouldContain("is not done: SUMMARY.");

        await house.RaiseAsync(id, "last", "ChecklistStepDone", new { kind = "VISIT", step = "SUMMARY" });
        await house.RaiseAsync(id, "r1", "VisitReportFiled", Books.Report);
        var file = await FileAsync(house, id);
        file.Visits.IsReported.ShouldBeTrue();
        file.Checklists.For(ActKind.Visit)!.ClosedAt.ShouldNotBeNull();
    }

    [Theory]
    [InlineData("VisitRefused")]
    [InlineData("VisitAborted")]
    [InlineData("NoOneHome")]
    public void S38_whoever_left_at_once_owes_no_steps(string end)
    {
        var file = Opened().With("VisitCheckedIn", new { }).With(end, new { });

        file.Checklists.Fault(Fact.Read("VisitReportFiled", Books.Report)!, file.Visits, Books.Shipped.Checklists).ShouldBeNull();
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

        ChecklistBook.Read("""{"schema":"checklists/1","version":"v","source":"s","checklists":[{"kind":"VISITT","steps":[]},{"kind":"CALL","steps":[{"key":"A","en":"a","zh":"","mandatory":1}]}]}""", faults).ShouldBeNull();

        faults.Select(fault => fault.Path).ShouldBe(["checklists[0].kind", "checklists[0].steps", "checklists[1].steps[0].zh", "checklists[1].steps[0].mandatory"]);
    }

    private static CaseFile Opened() => Books.Open().With("ActDecided", new { actId = "a1", kind = "VISIT", purpose = "DEMAND", allowed = true });

    private static async Task<CaseFile> FileAsync(EngineHouse house, string id) => (CaseFile)(await house.CaseAsync(id)).Snapshot.Facts;
}
