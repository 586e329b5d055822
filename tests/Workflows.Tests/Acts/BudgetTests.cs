using Doorstep.Workflows.Collections.Acts;
using Doorstep.Workflows.Commands;
using Doorstep.Workflows.Grains;
using Doorstep.Workflows.Tests.Engine;
using static Doorstep.Workflows.Tests.Acts.ActHouse;

namespace Doorstep.Workflows.Tests.Acts;

/// <summary>What is done to a person counts over all cases of that person (G2).</summary>
public sealed class BudgetTests
{
    private const int CallsPerDay = 6;
    private const int AnsweredPerDay = 3;

    [Fact]
    public async Task G2_Sixty_four_at_once_over_two_cases_of_one_person_never_overshoot()
    {
        await using var house = await OpenAsync(Afternoon);
        string[] ids = [await house.StartLoanAsync("LN-1"), await house.StartLoanAsync("LN-2")];

        var answers = await Task.WhenAll(Enumerable.Range(0, 64).Select(async number =>
        {
            while (true)
                if (await house.AskAsync(ids[number % 2], $"k{number}") is Reply<ActAnswer>.Done { Value: var answer }) return answer;
        }));

        answers.Count(answer => answer.Outcome == ActOutcome.Allowed).ShouldBe(AnsweredPerDay, "any of those that ring now may be answered");
        var stored = (await house.DecisionsAsync(ids[0])).Concat(await house.DecisionsAsync(ids[1])).ToArray();
        stored.Length.ShouldBe(64);
        var orders = (await house.OrdersAsync(ids[0])).Concat(await house.OrdersAsync(ids[1])).ToArray();
        stored.Where(act => act.Allowed).Select(act => act.ActId).ShouldBe(answers.Where(answer => answer.Outcome == ActOutcome.Allowed).Select(answer => answer.ActId), ignoreOrder: true);
        orders.Length.ShouldBe(AnsweredPerDay);
        (await BudgetAsync(house)).Spending.Length.ShouldBe(AnsweredPerDay);
    }

    [Fact]
    public async Task G2_Calls_that_another_system_has_made_count_for_every_case_of_the_person()
    {
        await using var house = await OpenAsync(Afternoon);
        await house.StartLoanAsync("LN-1", new { attemptsToday = 2, attempts7d = 14 });
        var other = await house.StartLoanAsync("LN-2");
        var stranger = await house.StartLoanAsync("LN-3", token: "cust_syn_2");

        (await house.AskAsync(other, "k1")).Value().Reason.ShouldContain("14 calls in 7 days; at most 14 are allowed.");
        (await house.AskAsync(stranger, "k1")).Value().Outcome.ShouldBe(ActOutcome.Allowed);
    }

    [Fact]
    public async Task G2_A_conversation_on_one_case_cools_down_the_other()
    {
        await using var house = await OpenAsync(Afternoon);
        string[] ids = [await house.StartLoanAsync("LN-1"), await house.StartLoanAsync("LN-2")];
        await house.RaiseAsync(ids[0], "e1", "ContactAttempted", new { channel = "CALL", result = "ANSWERED" });
        await house.RaiseAsync(ids[0], "e2", "ContactOutcome", new { result = "RIGHT_PARTY" });
        await house.RaiseAsync(ids[0], "e2", "ContactOutcome", new { result = "RIGHT_PARTY" });

        (await house.AskAsync(ids[1], "k1")).Value().Reason.ShouldContain("The customer was spoken to on 2026-11-02; the next call may be on 2026-11-03.");
        var budget = await BudgetAsync(house);
        budget.ConnectedOn(new DateOnly(2026, 11, 2)).ShouldBe(1);
        budget.Spending.ShouldHaveSingleItem("a call that nobody asked for here counts as well").ActId.ShouldBe("e1");
        house.Clock.Advance(TimeSpan.FromHours(16));
        (await house.AskAsync(ids[1], "k2")).Value().Outcome.ShouldBe(ActOutcome.Allowed);
    }

    [Fact]
    public async Task G2_A_call_that_somebody_else_answered_counts_for_the_person_on_every_case_and_cools_nothing_down()
    {
        await using var house = await OpenAsync(Afternoon);
        string[] ids = [await house.StartLoanAsync("LN-1"), await house.StartLoanAsync("LN-2")];
        var day = new DateOnly(2026, 11, 2);
        await house.RaiseAsync(ids[0], "a1", "ContactAttempted", new { channel = "CALL", result = "ANSWERED", numberToken = "n1" });
        await house.RaiseAsync(ids[0], "o1", "ContactOutcome", new { result = "THIRD_PARTY" });
        await house.RaiseAsync(ids[1], "a2", "ContactAttempted", new { channel = "CALL", result = "ANSWERED", numberToken = "n2", actId = "some-act" });
        await house.RaiseAsync(ids[1], "a3", "ContactAttempted", new { channel = "CALL", result = "NO_ANSWER", numberToken = "n3" });
        (await BudgetAsync(house)).ConnectedOn(day).ShouldBe(2);
        (await house.AskAsync(ids[1], "k1")).Value().Outcome.ShouldBe(ActOutcome.Allowed);

        await house.RaiseAsync(ids[0], "o3", "ContactOutcome", new { result = "THIRD_PARTY" });

        var budget = await BudgetAsync(house);
        (budget.ConnectedOn(day), budget.LastConversationAt).ShouldBe((3, null));
        (await house.AskAsync(ids[1], "k2")).Value().Reason.ShouldContain("G2 Frequency: 3 answered calls today; at most 3 are allowed.");
        await house.RaiseAsync(ids[1], "o2", "ContactOutcome", new { result = "REFUSED" });
        (await BudgetAsync(house)).ConnectedOn(day).ShouldBe(3, "the second call was counted when it was answered");
    }

    [Fact]
    public async Task Whoever_asks_again_is_told_the_same_and_another_act_under_the_same_key_is_refused()
    {
        await using var house = await OpenAsync(Afternoon);
        var id = await house.StartLoanAsync("LN-1");

        var first = (await house.AskAsync(id, "k1")).Value();
        var again = (await house.AskAsync(id, "k1")).Value();

        again.ShouldBe(first with { IsReplayed = true });
        (await house.DecisionsAsync(id)).ShouldHaveSingleItem();
        (await house.AskAsync(id, "k1", new { kind = "SMS" })).Refusal().Kind.ShouldBe(RefusalKind.Conflict);
    }

    [Theory]
    [InlineData("CustomerDeceased", "DECEASED")]
    [InlineData("IncapacityNotified", "INCAPACITY")]
    [InlineData("InsolvencyOpened", "INSOLVENCY")]
    [InlineData("RepresentativeAppointed", "REPRESENTED")]
    [InlineData("CeaseContactRequested", "CEASE_CONTACT")]
    [InlineData("HardshipDeclared", "HARDSHIP")]
    [InlineData("ReliefRequested", "HARDSHIP")]
    [InlineData("MoratoriumStarted", "MORATORIUM")]
    [InlineData("DisasterDeclared", "ILLNESS_BEREAVEMENT_DISASTER")]
    public async Task G4_What_one_case_hears_of_the_person_stops_every_case_of_that_person(string heard, string hold)
    {
        await using var house = await OpenAsync(Afternoon);
        var (one, other, stranger) = (await house.StartLoanAsync("LN-1"), await house.StartLoanAsync("LN-2"), await house.StartLoanAsync("LN-3", token: "cust_syn_2"));
        await house.RaiseAsync(one, "e1", heard, heard switch { "CustomerDeceased" => new { evidence = "CERTIFIED" }, "ReliefRequested" => new { kind = "DEFERRAL" }, _ => new { } });
        var later = await house.StartLoanAsync("LN-4");

        foreach (var id in new[] { other, later })
            (await house.AskAsync(id, $"k-{id}")).Value().Reason.ShouldContain($"G4 NoBlockingHold: Hold {hold} of another case of the same person stands in the way.");
        (await house.AskAsync(stranger, "k2")).Value().Outcome.ShouldBe(ActOutcome.Allowed);
    }

    [Theory]
    [InlineData("VulnerabilityDisclosed", "VULNERABLE")]
    [InlineData("SafetyAlert", "SAFETY")]
    public async Task G4_What_one_case_hears_of_the_door_stops_a_visit_in_every_case_of_that_person(string heard, string hold)
    {
        await using var house = await OpenAsync(Afternoon);
        var (one, other) = (await house.StartLoanAsync("LN-1"), await house.StartLoanAsync("LN-2"));
        await house.RaiseAsync(one, "e1", heard, heard == "SafetyAlert" ? new { } : new { code = "ILLNESS", consentId = "c-1" });

        (await house.PlannedAsync(other, "v1", new { kind = "VISIT" })).Reason.ShouldContain($"G4 NoBlockingHold: Hold {hold} of another case of the same person stands in the way.");
    }

    [Fact]
    public async Task S61_G4_G8_An_agent_whom_the_person_complains_about_is_off_every_case_of_that_person()
    {
        await using var house = await OpenAsync(Afternoon);
        var (one, other, stranger) = (await house.StartLoanAsync("LN-1"), await house.StartLoanAsync("LN-2"), await house.StartLoanAsync("LN-3", token: "cust_syn_2"));
        await house.SaveAsync(RegisterKind.Agent, "agent_1", new { trainedUntil = "2027-01-01", hasIdCard = true });
        await house.SaveAsync(RegisterKind.Agent, "agent_2", new { trainedUntil = "2027-01-01", hasIdCard = true });
        object call = new { kind = "CALL", team = new[] { "agent_1" } };
        (await house.AskAsync(other, "k1", call)).Value().Outcome.ShouldBe(ActOutcome.Allowed);

        await house.RaiseAsync(one, "e1", "ComplaintFiled", new { category = "CONDUCT", accused = "agent_1" });

        (await house.AskAsync(other, "k2", call)).Value().Reason.ShouldContain("G4 NoBlockingHold: 'agent_1' is off this case.");
        (await house.PlannedAsync(other, "v1", new { kind = "VISIT", team = new[] { "agent_1", "agent_2" } })).Reason.ShouldContain("G8 VisitTeam: 'agent_1' is off this case.");
        (await house.AskAsync(other, "k3", new { kind = "CALL", team = new[] { "agent_2" } })).Value().Outcome.ShouldBe(ActOutcome.Allowed);
        (await house.AskAsync(stranger, "k4", call)).Value().Outcome.ShouldBe(ActOutcome.Allowed);
    }

    [Fact]
    public async Task G3_S28_A_number_of_another_case_of_the_person_is_not_the_advisers()
    {
        await using var house = await OpenAsync(Afternoon);
        await house.StartLoanAsync("LN-1");
        var second = await house.StartLoanAsync("LN-2", customer: new { displayName = "测试客户甲", contactPoints = new[] { new { kind = "PHONE", value = "+00-0000-000-077", verified = true, owner = "SELF" } } });
        await house.RaiseAsync(second, "e1", "RepresentativeAppointed", new { adviser = "law_syn_1", contact = "+00 0000 000 001" });

        (await house.AskAsync(second, "k1", new { kind = "CALL", recipient = "ADVISER", to = Phone })).Value().Reason.ShouldContain($"G3 RightParty: '{Phone}' is the customer's own");
        await house.RaiseAsync(second, "e2", "RepresentativeAppointed", new { adviser = "law_syn_1", contact = "+00-0000-000-500" });
        (await house.AskAsync(second, "k2", new { kind = "CALL", recipient = "ADVISER", to = "+00-0000-000-500" })).Value().Outcome.ShouldBe(ActOutcome.Allowed);
    }

    [Fact]
    public async Task G4_An_insolvency_that_people_have_let_go_stops_no_other_case_any_more()
    {
        await using var house = await OpenAsync(Afternoon);
        var (one, other) = (await house.StartLoanAsync("LN-1"), await house.StartLoanAsync("LN-2"));
        await house.RaiseAsync(one, "e1", "InsolvencyOpened", new { });
        await house.RaiseAsync(one, "e2", "InsolvencyClosed", new { });
        foreach (var name in new[] { "c1", "c2" }) await house.SaveAsync(RegisterKind.Staff, name, new { roles = new[] { "SUPERVISOR" } });
        (await house.AskAsync(other, "k0")).Value().Outcome.ShouldBe(ActOutcome.Refused, "A hold that is over waits for people.");
        await house.RaiseAsync(one, "e3", "HoldReleased", new { hold = "INSOLVENCY", by = "c1", secondBy = "c2", reason = "synthetic" });

        (await house.AskAsync(other, "k1")).Value().Reason.ShouldContain("these are the quiet days after it", Case.Sensitive, "T61, in every case of the person");
        house.Clock.Advance(TimeSpan.FromDays(7));
        (await house.AskAsync(other, "k2")).Value().Outcome.ShouldBe(ActOutcome.Allowed);
    }

    [Fact]
    public async Task G5_A_channel_that_one_case_hears_is_not_wanted_is_used_in_no_case_of_that_person()
    {
        await using var house = await OpenAsync(Afternoon);
        var (one, other, stranger) = (await house.StartLoanAsync("LN-1"), await house.StartLoanAsync("LN-2"), await house.StartLoanAsync("LN-3", token: "cust_syn_2"));
        await house.RaiseAsync(one, "e1", "PreferenceChanged", new { optOut = new[] { "CALL" } });
        await house.RaiseAsync(one, "e2", "CeaseContactRequested", new { channels = new[] { "SMS" } });
        var later = await house.StartLoanAsync("LN-4");

        foreach (var id in new[] { one, other, later })
            (await house.AskAsync(id, $"k-{id}")).Value().Reason.ShouldContain("G5 Preference: The customer has opted out of CALL.");
        (await house.AskAsync(other, "k-sms", new { kind = "SMS", template = "REMINDER" })).Value().Reason.ShouldContain("The customer has opted out of SMS.");
        (await house.AskAsync(stranger, "k2")).Value().Outcome.ShouldBe(ActOutcome.Allowed);

        await house.RaiseAsync(one, "e3", "PreferenceChanged", new { optOut = Array.Empty<string>() });
        (await house.AskAsync(other, "k3")).Value().Outcome.ShouldBe(ActOutcome.Allowed, "the customer has changed the choice");
    }

    [Fact]
    public async Task G1_G5_G6_S32_A_time_zone_a_choice_of_channels_and_a_refusal_in_one_case_count_in_every_case_of_that_person()
    {
        await using var house = await OpenAsync(Afternoon);
        var (one, other) = (await house.StartLoanAsync("LN-1"), await house.StartLoanAsync("LN-2", zone: "Pacific/Tahiti"));
        (await house.AskAsync(one, "k1")).Value().Reason.ShouldContain("G1 Hours: It is 23:00:00 in Pacific/Tahiti, where another case of the person says that the customer is");
        await house.RaiseAsync(one, "e1", "PreferenceChanged", new { channels = new[] { "LETTER" } });
        await house.RaiseAsync(one, "e2", "ContactOutcome", new { result = "REFUSED" });

        (await house.AskAsync(other, "k2", new { kind = "SMS", template = "REMINDER" })).Value().Reason.ShouldContain("G5 Preference: The customer has chosen LETTER.");
        (await house.AskAsync(other, "k3", new { kind = "THIRD_PARTY_ENQUIRY", purpose = "LOCATE", recipient = "THIRD_PARTY", disclosesDebt = false, to = "+00-0000-000-009" })).Value().Reason.ShouldContain("G6 ThirdParty: A third party has refused");
    }

    [Fact]
    public async Task G5_A_consent_that_is_taken_back_in_one_case_counts_in_none_until_it_is_given_on_a_later_day()
    {
        const string Unasked = "The customer has not asked for EMAIL";
        await using var house = await OpenAsync(Afternoon);
        var person = new { displayName = "测试客户甲", contactPoints = new[] { new { kind = "EMAIL", value = "a@example.invalid", verified = true, owner = "SELF" } } };
        var (one, other) = (await house.StartLoanAsync("LN-1", customer: person), await house.StartLoanAsync("LN-2", customer: person));
        async Task<string> WhyNotAsync(string key) => (await house.AskAsync(other, key, new { kind = "EMAIL", template = "REMINDER" })).Value().Reason;
        await house.RaiseAsync(other, "c1", "ConsentGiven", new { id = "c-1", scope = "CONTACT_EMAIL" });
        (await WhyNotAsync("k1")).ShouldNotContain(Unasked);

        await house.RaiseAsync(one, "c2", "ConsentWithdrawn", new { scope = "CONTACT_EMAIL" });

        (await WhyNotAsync("k2")).ShouldContain(Unasked);
        house.Clock.Advance(TimeSpan.FromDays(1));
        await house.RaiseAsync(other, "c3", "ConsentGiven", new { id = "c-2", scope = "CONTACT_EMAIL" });
        (await WhyNotAsync("k3")).ShouldNotContain(Unasked);
    }

    [Fact]
    public async Task G2_One_number_of_two_persons_rings_no_oftener_than_the_number_of_one()
    {
        await using var house = await OpenAsync(Afternoon);
        string[] ids = [await house.StartLoanAsync("LN-1"), await house.StartLoanAsync("LN-2", token: "cust_syn_2")];

        var answers = await Task.WhenAll(Enumerable.Range(0, 24).Select(async number =>
        {
            while (true)
                if (await house.AskAsync(ids[number % 2], $"k{number}") is Reply<ActAnswer>.Done { Value: var answer }) return answer;
        }));

        answers.Count(answer => answer.Outcome == ActOutcome.Allowed).ShouldBe(CallsPerDay);
        answers.ShouldContain(answer => answer.Outcome == ActOutcome.Refused && answer.Reason.Contains($"{CallsPerDay} attempts at this number today; at most {CallsPerDay} are allowed.", StringComparison.Ordinal));
        var other = new { displayName = "测试客户丙", contactPoints = new[] { new { kind = "PHONE", value = "+00-0000-000-077", verified = true, owner = "SELF" } } };
        (await house.AskAsync(await house.StartLoanAsync("LN-3", token: "cust_syn_3", customer: other), "k-other")).Value().Outcome.ShouldBe(ActOutcome.Allowed, "another number has caps of its own");
    }

    [Fact]
    public async Task G2_Calls_that_are_reported_at_a_number_count_for_everybody_who_is_called_there()
    {
        await using var house = await OpenAsync(Afternoon);
        var shared = new { displayName = "测试客户乙", contactPoints = new[] { new { kind = "PHONE", value = "num_syn_1", verified = true, owner = "SELF" } } };
        string[] ids = [await house.StartLoanAsync("LN-1", customer: shared), await house.StartLoanAsync("LN-2", token: "cust_syn_2", customer: shared)];
        foreach (var number in Enumerable.Range(0, CallsPerDay)) await house.RaiseAsync(ids[0], $"a{number}", "ContactAttempted", new { channel = "CALL", result = "NO_ANSWER", numberToken = "num_syn_1" });

        (await house.AskAsync(ids[1], "k1")).Value().Reason.ShouldContain($"{CallsPerDay} attempts at this number today");
    }

    [Fact]
    public async Task G2_A_token_in_other_letters_is_the_same_person()
    {
        await using var house = await OpenAsync(Afternoon);
        await house.StartLoanAsync("LN-1", new { attempts7d = 14 }, token: "cust_syn_1");

        (await house.AskAsync(await house.StartLoanAsync("LN-2", token: "CUST_Syn_1"), "k1")).Value().Reason.ShouldContain("14 calls in 7 days; at most 14 are allowed.");
    }

    [Fact]
    public async Task Every_slip_in_an_act_is_named_at_once()
    {
        await using var house = await OpenAsync(Afternoon);
        var id = await house.StartLoanAsync("LN-1");

        var refusal = (await house.AskAsync(id, "", new { kind = "CAL", tamplate = "REMINDER", disclosesDebt = "no" })).Refusal();

        refusal.Faults.Select(fault => fault.Path).ShouldBe(["Idempotency-Key", "tamplate", "kind", "disclosesDebt"]);
        (await house.AskAsync("no-such-case", "k1")).Refusal().Kind.ShouldBe(RefusalKind.NotFound);
    }

    private static async Task<ContactBudget> BudgetAsync(EngineHouse house) => ContactBudget.Read((await house.Acts().FindDebtorAsync("synthetic-bank", Customer))!.Budget);
}
