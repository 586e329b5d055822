using System.Text.Json;
using Doorstep.Workflows.Collections;
using Doorstep.Workflows.Collections.Facts;
using Doorstep.Workflows.Collections.Inbox;
using Doorstep.Workflows.Commands;
using Doorstep.Workflows.Grains;
using Doorstep.Workflows.Tests.Acts;
using Doorstep.Workflows.Tests.Collections;
using Doorstep.Workflows.Tests.Engine;

namespace Doorstep.Workflows.Tests.Rows;

/// <summary>S16: a message of the customer has somebody who answers it, a clock, and quiet until then.</summary>
public sealed class InboxTests
{
    [Fact]
    public async Task S16_A_customers_message_has_an_answer_clock_that_goes_up_and_stops_demands_until_it_is_answered()
    {
        await using var house = await ActHouse.OpenAsync(ActHouse.Afternoon);
        await house.SaveAsync(RegisterKind.Staff, "desk", new { roles = StaffRoles });
        var id = await house.StartLoanAsync("L-1");
        await house.RaiseAsync(id, "m1", "InboundMessage", new { intent = "RELIEF", channel = "PORTAL" });

        var refused = (await house.AskAsync(id, "k1")).Value();
        (refused.Outcome, refused.NextTryAt).ShouldBe((ActOutcome.Refused, ActHouse.Afternoon.AddHours(4)));
        refused.Reason.ShouldContain("G4 NoBlockingHold: The customer's message 'm1' waits for somebody who reads it and says what it was.");
        (await house.AskAsync(id, "k2", new { kind = "CALL", purpose = "SERVICE" })).Value().ShouldSatisfyAllConditions(answer => answer.Outcome.ShouldBe(ActOutcome.Allowed, answer.Reason));
        await house.PassAsync(TimeSpan.FromHours(4) - TimeSpan.FromSeconds(1));
        (await MessageAsync(house, id)).Tier.ShouldBe(1);
        await house.PassAsync(TimeSpan.FromSeconds(1));
        (await MessageAsync(house, id)).ShouldSatisfyAllConditions(message => message.Tier.ShouldBe(2), message => message.To.ShouldBe("CUSTOMER_RIGHTS"));

        await house.RaiseAsync(id, "a1", "MessageAnswered", new { id = "m1", by = "desk", meant = new[] { "NONE_OF_THESE" } });

        (await MessageAsync(house, id)).EscalatesAt.ShouldBeNull();
        (await house.AskAsync(id, "k3")).Value().ShouldSatisfyAllConditions(answer => answer.Outcome.ShouldBe(ActOutcome.Allowed, answer.Reason));
    }

    [Fact]
    public void S16_a_conversation_answers_what_came_before_it_and_reads_nothing()
    {
        var file = Books.Open().With("InboundMessage", new { }, Files.Monday, "m1").With("InboundMessage", new { }, Files.Monday.AddHours(2), "m2")
            .With("ContactOutcome", new { result = "RIGHT_PARTY" }, Files.Monday.AddHours(1), "c1");

        file.Inbox.Messages!.Value.Select(message => message.AnsweredBy).ShouldBe(["conversation", null]);
        file.Inbox.Waiting.Select(message => message.Id).ShouldBe(["m1", "m2"]);
    }

    [Fact]
    public void S16_who_is_on_the_line_waits_for_no_answer_and_what_the_call_was_somebody_says()
    {
        var call = Books.Open().With("CustomerReply", new { channel = "CALL", text = "synthetic words that no pattern knows" }, id: "m1");

        (call.Inbox.Waiting.Single().EscalatesAt, call.Inbox.Waiting.Single().AnsweredBy).ShouldBe((null, "conversation"));
        call.With("MessageAnswered", new { id = "m1", by = "desk", meant = new[] { "DISPUTE" } }).Rights.OpenDisputes.ShouldHaveSingleItem().Id.ShouldBe("m1");
        var said = Books.Open().With("InboundMessage", new { channel = "CALL", meant = new[] { "DEATH", "STOP_CHANNEL" }, by = "desk" }, id: "m1");
        (said.Inbox.Waiting.Any(), said.Holds.Single(), said.Customer.Preferences!.OptOut!.Value.Single()).ShouldBe((false, "DECEASED", Channel.Call));
    }

    [Theory]
    [InlineData("""{"channel":"PORTAL","meant":["NONE_OF_THESE"],"by":"desk"}""", "data.meant is for a call")]
    [InlineData("""{"channel":"CALL","meant":["NONE_OF_THESE"]}""", "data.by is missing")]
    [InlineData("""{"channel":"CALL","meant":[],"by":"desk"}""", "data.meant is empty")]
    public void S16_a_written_message_is_not_read_by_whoever_sends_it(string data, string fault) => Books.Open().Faults("InboundMessage", JsonElement.Parse(data)).Single().ShouldContain(fault);

    [Theory]
    [InlineData("StatementMade", """{"text":"I owe nothing."}""")]
    [InlineData("FeedbackGiven", """{"rating":1,"text":"I owe nothing."}""")]
    [InlineData("ContactOutcome", """{"result":"REFUSED","note":"He owes nothing, he says."}""")]
    public void S50_S35_what_is_said_in_a_statement_or_as_feedback_is_read_like_a_letter(string type, string data) =>
        Books.Open().With(type, JsonElement.Parse(data), id: "m1").Inbox.Waiting.ShouldHaveSingleItem().Id.ShouldBe("m1");

    [Fact]
    public void S16_the_same_message_twice_is_one()
    {
        Books.Open().With("CustomerReply", new { }, id: "m1").With("CustomerReply", new { }, id: "m1").Inbox.Waiting.Count().ShouldBe(1);
    }

    [Fact]
    public void S16_an_answer_names_a_message_that_is_there() =>
        Books.Open().With("InboundMessage", new { }, id: "m1").Faults("MessageAnswered", new { id = "m2", by = "desk", meant = new[] { "NONE_OF_THESE" } }).Single().ShouldContain("there is no message 'm2'");

    [Theory]
    [InlineData("""[]""", null, "data.meant is empty: say what the message was, NONE_OF_THESE where it was nothing of the list")]
    [InlineData("""["NONE_OF_THESE","DISPUTE"]""", null, "data.meant says NONE_OF_THESE and something else")]
    [InlineData("""["STOP_CHANNEL"]""", null, "data.channels is missing")]
    [InlineData("""["DISPUTE"]""", """["SMS"]""", "data.channels goes with STOP_CHANNEL")]
    public void S16_an_answer_says_what_the_message_was(string meant, string? channels, string fault) => Books.Open().With("InboundMessage", new { }, id: "m1")
        .Faults("MessageAnswered", new { id = "m1", by = "desk", meant = JsonElement.Parse(meant), channels = channels is null ? default(JsonElement?) : JsonElement.Parse(channels) }).Single().ShouldContain(fault);

    [Fact]
    public async Task G4_a_message_that_nobody_has_read_keeps_every_case_of_the_person_back()
    {
        await using var house = await ActHouse.OpenAsync(ActHouse.Afternoon);
        await house.SaveAsync(RegisterKind.Staff, "desk", new { roles = StaffRoles });
        var (one, other) = (await house.StartLoanAsync("L-1"), await house.StartLoanAsync("L-2"));
        await house.RaiseAsync(one, "m1", "InboundMessage", new { channel = "PORTAL", text = "synthetic" });

        (await house.AskAsync(other, "k1")).Value().Reason.ShouldContain("G4 NoBlockingHold: The customer's message 'm1' in another case of the same person waits for somebody who reads it");
        await house.RaiseAsync(one, "a1", "MessageAnswered", new { id = "m1", by = "desk", meant = new[] { "NONE_OF_THESE" } });
        (await house.AskAsync(other, "k2")).Value().ShouldSatisfyAllConditions(answer => answer.Outcome.ShouldBe(ActOutcome.Allowed, answer.Reason));
    }

    [Fact]
    public void S16_the_last_tier_has_nobody_above_it()
    {
        var file = Books.Open().With("InboundMessage", new { intent = "HARDSHIP" }, id: "m1");

        file = file.With("MessageOverdue", new { key = "m1" }, Files.Monday.AddHours(2)).With("MessageOverdue", new { key = "m1" }, Files.Monday.AddHours(4));

        (file.Inbox.Waiting.Single().Tier, file.Reminders.Any(reminder => reminder.EventType == nameof(MessageOverdue))).ShouldBe((3, false));
    }

    [Fact]
    public void S16_a_book_without_a_clock_for_everything_else_is_refused()
    {
        List<(string Path, string Message)> faults = [];

        AnswerClocks.Read("""{"schema":"answer-clocks/1","version":"v","source":"s","tiers":[],"clocks":[{"intent":"PAY","to":"X","minutes":0}]}""", faults).ShouldBeNull();

        faults.Select(fault => fault.Path).ShouldBe(["clocks[0].minutes", "tiers", "clocks"]);
    }

    private static readonly string[] StaffRoles = ["REVIEWER"];

    private static async Task<CustomerMessage> MessageAsync(EngineHouse house, string id) => ((CaseFile)(await house.CaseAsync(id)).Snapshot.Facts).Inbox.Messages!.Value.ShouldHaveSingleItem();
}
