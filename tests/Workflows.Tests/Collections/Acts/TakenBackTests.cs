using Doorstep.Workflows.Collections.Acts;
using Doorstep.Workflows.Collections.Acts.Desk;
using Doorstep.Workflows.Collections.Facts;
using Doorstep.Workflows.Collections.People;
using static Doorstep.Workflows.Tests.Collections.Acts.ActWorld;

namespace Doorstep.Workflows.Tests.Collections.Acts;

/// <summary>What a customer takes back is taken back, however it is written and whatever was chosen before (G5).</summary>
public sealed class TakenBackTests
{
    private static readonly ActWorld Consented = new ActWorld().Told("ConsentGiven", """{"id":"c-1","scope":"CONTACT_EMAIL"}""", -9).Told("ConsentGiven", """{"id":"c-2","scope":"VISIT_WORKPLACE"}""", -9);
    private static readonly ActWorld Chosen = new ActWorld().Told("PreferenceChanged", """{"channels":["EMAIL","CALL"]}""", -9);
    private static readonly PlannedAct Email = new(ActKind.Email, DisclosesDebt: false);

    [Theory]
    [InlineData("""{"scope":"contact_email"}""")]
    [InlineData("""{"scope":"CONTACT_EMAIL "}""")]
    [InlineData("""{"scope":"Contact Email"}""")]
    [InlineData("""{"scope":"EMAIL"}""")]
    [InlineData("""{"scope":"e-mail"}""")]
    [InlineData("""{"scope":"CONTACT"}""")]
    [InlineData("""{"scope":"ALL"}""")]
    [InlineData("""{"scope":"全部"}""")]
    [InlineData("""{"consentId":"C-1"}""")]
    [InlineData("""{"consentId":" c-1"}""")]
    [InlineData("""{"consentId":"c-1","scope":"contact_email"}""")]
    [InlineData("""{"consentId":"c-1","scope":"VISIT_WORKPLACE"}""")]
    [InlineData("""{"consentId":"c-9","scope":"EMAIL"}""")]
    [InlineData("{}")]
    public void G5_a_withdrawal_is_read_broadly(string withdrawal)
    {
        Consented.Allows(Email);
        ConsentScopes.Wrong(Consented.File.Consents, Read(withdrawal)).ShouldBeEmpty();
        Consented.Told("ConsentWithdrawn", withdrawal, -1).Refuses(Email, "G5");
    }

    [Theory]
    [InlineData("""{"scope":"VISIT"}""", true)]
    [InlineData("""{"consentId":"c-2"}""", true)]
    [InlineData("""{"scope":"SMS"}""", true)]
    [InlineData("""{"scope":"MAI"}""", true)]
    public void G5_what_is_not_named_stands(string withdrawal, bool isAllowed) => Consented.Told("ConsentWithdrawn", withdrawal, -1).Decide(Email).Allowed.ShouldBe(isAllowed);

    [Theory]
    [InlineData("""{"scope":"CONTACT_EMIAL"}""", "scope", "'CONTACT_EMIAL' is no scope of a consent, so nothing is taken back; did you mean 'CONTACT_EMAIL'?")]
    [InlineData("""{"consentId":"c-11"}""", "consentId", "On file are c-1, c-2.")]
    public void G5_a_withdrawal_that_names_nothing_is_told_what_there_is(string withdrawal, string path, string message)
    {
        var fault = ConsentScopes.Wrong(Consented.File.Consents, Read(withdrawal)).ShouldHaveSingleItem();
        fault.Path.ShouldBe(path);
        fault.Message.ShouldContain(message);
    }

    [Fact]
    public void G5_a_consent_of_the_start_is_taken_back_as_every_other()
    {
        var world = new ActWorld { File = Open(body => body["consents"] = System.Text.Json.Nodes.JsonNode.Parse("""[{"id":"SYN-1","scope":"contact_email"}]""")) };
        world.Allows(Email);
        world.Told("ConsentWithdrawn", """{"scope":"EMAIL"}""", -1).Refuses(Email, "G5");
    }

    [Theory]
    [InlineData("""{"scope":"CONTACT_EMAIL"}""", true)]
    [InlineData("""{"scope":"ALL"}""", false)]
    [InlineData("{}", false)]
    public void G5_a_choice_does_not_outlive_a_withdrawal_and_whoever_takes_everything_back_is_called_no_more(string withdrawal, bool mayCall)
    {
        Chosen.Allows(Email);
        var back = Chosen.Told("ConsentWithdrawn", withdrawal, -5);
        back.Refuses(Email, "G5", "has not asked for EMAIL since");
        if (mayCall) back.Allows(Call);
        else back.Refuses(Call, "G5", "has not asked for CALL since");
        back.Told("PreferenceChanged", """{"channels":["EMAIL"]}""", -4).Allows(Email);
        back.Told("ConsentGiven", """{"id":"c-9","scope":"CONTACT_EMAIL"}""", -4).Allows(Email);
    }

    [Fact]
    public void G5_of_a_choice_and_a_withdrawal_the_later_word_stands_whichever_is_heard_first()
    {
        var world = new ActWorld();
        world.Told("ConsentWithdrawn", """{"scope":"EMAIL"}""", -3).Told("PreferenceChanged", """{"channels":["EMAIL"]}""", -5).Refuses(Email, "G5");
        world.Told("PreferenceChanged", """{"channels":["EMAIL"]}""", -3).Told("ConsentWithdrawn", """{"scope":"EMAIL"}""", -5).Allows(Email);
        world.Told("ConsentWithdrawn", """{"scope":"SMS"}""", -3).Refuses(new PlannedAct(ActKind.Sms), "G5", "has not asked for SMS since");
    }

    [Fact]
    public void G5_a_channel_that_is_taken_back_in_one_case_is_taken_back_in_every_case_of_the_person()
    {
        var back = Chosen.Told("ConsentWithdrawn", """{"scope":"EMAIL"}""", -5);
        var budget = BudgetBook.Told("case-2", back.File, ContactBudget.Untouched);

        (Chosen with { File = BudgetBook.AsPerson(CaseId, Chosen.File, ContactBudget.Read(budget.Write())) }).Refuses(Email, "G5");
        var anew = Chosen.Told("PreferenceChanged", """{"channels":["EMAIL"]}""", -4);
        (anew with { File = BudgetBook.AsPerson(CaseId, anew.File, budget) }).Allows(Email);
    }

    private static Fact Read(string withdrawal) => Fact.Read(nameof(ConsentWithdrawn), System.Text.Json.JsonElement.Parse(withdrawal))!;
}
