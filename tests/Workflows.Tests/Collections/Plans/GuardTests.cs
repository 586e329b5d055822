using Doorstep.Workflows.Collections.Hardship;
using Doorstep.Workflows.Collections.Plans;
using Doorstep.Workflows.Tests.Collections.Hardship;

namespace Doorstep.Workflows.Tests.Collections.Plans;

public sealed class GuardTests
{
    private static readonly AuthorityMatrix Matrix = Read(File.ReadAllText(Path.Combine("workflow-definitions", "registers", "authority-matrix.json"))).Matrix!;
    private static readonly Approver Agent = new("li", "AGENT");
    private static readonly Approver Supervisor = new("wang", "SUPERVISOR");

    [Theory]
    [InlineData(520_000, true)]
    [InlineData(520_001, false)]
    public void G10_An_instalment_up_to_the_capacity_is_affordable_and_a_fen_more_is_not(long instalment, bool isAllowed)
    {
        var assessed = Affordability.Of(Statements.Read(Statements.Sample()).Statement!, 2_000_000, Statements.Guideline);
        var schedule = InstalmentSchedule.Create(instalment * 3, 0, 3, new DateOnly(2031, 4, 1), out _)!;

        var ruling = Affordable.Check(schedule, assessed);

        (ruling is Ruling.Allowed).ShouldBe(isAllowed, ruling.Reason);
        (ruling is Ruling.Refused).ShouldBe(!isAllowed, ruling.Reason);
    }

    [Fact]
    public void G10_Without_an_assessment_or_without_a_surplus_nothing_is_affordable()
    {
        var schedule = InstalmentSchedule.Create(1, 0, 1, new DateOnly(2031, 4, 1), out _)!;

        Affordable.Check(schedule, null).ShouldBeOfType<Ruling.Refused>();
        Affordable.Check(schedule, Affordability.Of(Statements.With(), 1, Statements.Guideline)).ShouldBeOfType<Ruling.Refused>();
    }

    [Theory]
    [InlineData("AGENT", 0, 12, true)]
    [InlineData("AGENT", 0, 13, false)]
    [InlineData("AGENT", 1, 12, false)]
    [InlineData("REVIEWER", 100_000, 36, true)] // ten percent
    [InlineData("REVIEWER", 100_001, 36, false)]
    [InlineData("SUPERVISOR", 300_000, 60, true)]
    [InlineData("SUPERVISOR", 300_001, 60, false)]
    public void G11_Within_the_matrix_one_person_is_enough_and_above_it_is_not(string role, long waived, int months, bool isAllowed)
    {
        var ruling = AuthorityCheck.Check(Matrix, new Concession(1_000_000, waived, months), new Approver("li", role));

        (ruling is Ruling.Allowed).ShouldBe(isAllowed, ruling.Reason);
        (ruling is Ruling.NeedsApproval).ShouldBe(!isAllowed, ruling.Reason);
    }

    [Theory]
    [InlineData(1_000_000, true)]
    [InlineData(1_000_001, false)]
    public void G11_The_amount_is_a_limit_beside_the_share(long waived, bool isAllowed) =>
        (AuthorityCheck.Check(Matrix, new Concession(100_000_000, waived, 12), Supervisor) is Ruling.Allowed).ShouldBe(isAllowed);

    [Fact]
    public void S18_An_agent_who_offers_above_the_limit_gets_an_approval_task_and_nothing_else()
    {
        var needs = AuthorityCheck.Check(Matrix, new Concession(1_000_000, 50_000, 24), Agent).ShouldBeOfType<Ruling.NeedsApproval>();

        needs.Roles.ShouldBe(["REVIEWER", "SUPERVISOR", "CREDIT_COMMITTEE"]);
        needs.People.ShouldBe(1);
        needs.Reason.ShouldBe("G11: giving up 500.00 of 10000.00 over 24 months by AGENT needs the agreement of 1 more person: REVIEWER or SUPERVISOR or CREDIT_COMMITTEE.");
    }

    [Theory]
    [InlineData("wang", "SUPERVISOR", typeof(Ruling.Allowed))]
    [InlineData("zhao", "REVIEWER", typeof(Ruling.NeedsApproval))] // not enough
    [InlineData("li", "SUPERVISOR", typeof(Ruling.Refused))] // the same person in another role
    [InlineData("LI", "SUPERVISOR", typeof(Ruling.Refused))]
    [InlineData("wang", "SUPERVISER", typeof(Ruling.Refused))]
    public void G11_Above_the_limit_a_second_and_different_person_of_a_sufficient_role_agrees(string id, string role, Type ruling) =>
        AuthorityCheck.Check(Matrix, new Concession(1_000_000, 200_000, 48), Agent, new Approver(id, role)).ShouldBeOfType(ruling);

    [Fact]
    public void G11_A_write_off_needs_two_more_people_whoever_asks_for_it()
    {
        var writeOff = new Concession(900_000, 900_000, 0, IsWriteOff: true);

        AuthorityCheck.Check(Matrix, writeOff, Supervisor).ShouldBeOfType<Ruling.NeedsApproval>().People.ShouldBe(2);
        AuthorityCheck.Check(Matrix, writeOff, Agent, Supervisor).ShouldBeOfType<Ruling.NeedsApproval>().People.ShouldBe(1);
        AuthorityCheck.Check(Matrix, writeOff, Agent, Supervisor, Supervisor with { Role = "CREDIT_COMMITTEE" }).ShouldBeOfType<Ruling.NeedsApproval>();
        AuthorityCheck.Check(Matrix, writeOff, Agent, Supervisor, new Approver("zhao", "SUPERVISOR")).ShouldBeOfType<Ruling.Allowed>().Reason.ShouldContain("wang and zhao");
        AuthorityCheck.Check(Matrix, writeOff, Supervisor, Supervisor, new Approver("zhao", "SUPERVISOR")).ShouldBeOfType<Ruling.Refused>();
    }

    [Fact]
    public void G11_What_may_be_granted_is_said_for_every_currency_and_nothing_where_nobody_has_said_it()
    {
        var concession = new Concession(1_000_000, 200_000, 12);

        AuthorityCheck.Check(Matrix.In("CNY")!, concession, Supervisor).ShouldBeOfType<Ruling.Allowed>();
        AuthorityCheck.Check(Matrix.In("GBP")!, concession, Supervisor).ShouldBeOfType<Ruling.NeedsApproval>().Reason.ShouldContain("CREDIT_COMMITTEE");
        AuthorityCheck.Check(Matrix.In("GBP")!, concession with { Waived = 100_000 }, Supervisor).ShouldBeOfType<Ruling.Allowed>().Reason.ShouldContain("SYN-2026.1/GBP");
        Matrix.In("JPY").ShouldBeNull();
    }

    [Theory]
    [InlineData(1_000, 1_001, 12)]
    [InlineData(1_000, 0, 61)]
    [InlineData(1_000, -1, 12)]
    public void G11_Nobody_can_grant_what_is_impossible(long owed, long waived, int months) =>
        AuthorityCheck.Check(Matrix, new Concession(owed, waived, months), new Approver("a", "CREDIT_COMMITTEE"), new Approver("b", "CREDIT_COMMITTEE")).ShouldBeOfType<Ruling.Refused>();

    [Fact]
    public void G11_What_is_above_everybodys_limit_is_refused_and_not_left_waiting() =>
        AuthorityCheck.Check(Matrix with { Authorities = [new("AGENT", 0, 0, 12, 0)] }, new Concession(100, 1, 1), Agent).ShouldBeOfType<Ruling.Refused>();

    [Fact]
    public void A_matrix_that_is_wrong_says_everything_that_is_wrong()
    {
        const string role = """{"role":"AGENT","waiverPercentMax":101,"waiverAmountMax":-1,"monthsMax":61,"writeOfMax":0}""";

        var (matrix, faults) = Read($$"""{"schema":"authority-matrix/2","source":"s","currency":"GBP","others":[{"currency":"XXX","percent":1}],"roles":[{{role}},{{role.Replace("101", "1", StringComparison.Ordinal)}}]}""");

        matrix.ShouldBeNull();
        faults.Select(fault => fault.Path).ShouldBe(
        [
            "schema", "others[0].currency", "version", "roles[0].writeOfMax", "roles[0].waiverPercentMax", "roles[0].waiverAmountMax", "roles[0].monthsMax", "roles[0].writeOffMax",
            "roles[1].writeOfMax", "roles[1].waiverAmountMax", "roles[1].monthsMax", "roles[1].writeOffMax", "roles",
        ], ignoreOrder: true);
        faults.Single(fault => fault.Path == "roles[0].writeOfMax").Message.ShouldContain("did you mean 'writeOffMax'?");
    }

    private static (AuthorityMatrix? Matrix, List<(string Path, string Message)> Faults) Read(string text)
    {
        List<(string Path, string Message)> faults = [];
        return (AuthorityMatrix.Read(text, faults), faults);
    }
}
