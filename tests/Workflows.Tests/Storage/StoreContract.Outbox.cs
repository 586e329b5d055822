using Doorstep.Workflows.Storage;
using static Doorstep.Workflows.Tests.Storage.Steps;

namespace Doorstep.Workflows.Tests.Storage;

public abstract partial class StoreContract
{
    [Fact]
    public async Task Messages_leave_oldest_first_and_not_before_their_next_try()
    {
        await CommitAsync(
            Start("c1").Sending(Message("c1", "1/0", 2), Message("c1", "1/1", 1)),
            Start("c2").Sending(Message("c2", "1/0", 1), Message("c2", "1/1") with { NextTryAt = Monday.AddMinutes(30) }));

        (await OutboxDueAsync(0)).ShouldBeEmpty();
        (await OutboxDueAsync(1)).ShouldBe(["c1/1/1", "c2/1/0"]);
        (await OutboxDueAsync(60)).ShouldBe(["c1/1/1", "c2/1/0", "c1/1/0", "c2/1/1"]);
        (await OutboxDueAsync(60, limit: 2)).ShouldBe(["c1/1/1", "c2/1/0"]);
    }

    [Fact]
    public async Task What_became_of_an_attempt_is_kept_and_nothing_else_changes()
    {
        var message = Message("c1", "1/0");
        await CommitAsync(Start("c1").Sending(message));

        var failed = message with { Attempts = 1, NextTryAt = Monday.AddMinutes(4), LastError = "503 今天不行" };
        await Cases.SaveOutboxAsync(failed with { Payload = "changed", Destination = "changed" });
        (await Cases.FindOutboxAsync("c1/1/0")).ShouldBe(failed);
        (await OutboxDueAsync(3)).ShouldBeEmpty();
        (await OutboxDueAsync(4)).ShouldBe(["c1/1/0"]);

        var delivered = failed with { Attempts = 2, Status = OutboxStatus.Delivered, LastError = null, DeliveredAt = Monday.AddMinutes(5) };
        await Cases.SaveOutboxAsync(delivered);
        (await Cases.FindOutboxAsync("c1/1/0")).ShouldBe(delivered);
        (await OutboxDueAsync(60)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_parked_message_waits_until_somebody_makes_it_pending_again()
    {
        var message = Message("c1", "1/0");
        await CommitAsync(Start("c1").Sending(message));
        await Cases.SaveOutboxAsync(message with { Attempts = 9, Status = OutboxStatus.Parked, LastError = "gone" });
        (await OutboxDueAsync(600)).ShouldBeEmpty();

        await Cases.SaveOutboxAsync(message with { Attempts = 9, Status = OutboxStatus.Pending });

        (await OutboxDueAsync(600)).ShouldBe(["c1/1/0"]);
    }

    [Fact]
    public async Task Messages_are_listed_newest_first_by_status_and_by_case()
    {
        var (one, two) = (Message("c1", "1/0"), Message("c2", "1/0", 5));
        await CommitAsync(Start("c1").Sending(one, Message("c1", "1/1")), Start("c2").Sending(two));
        await Cases.SaveOutboxAsync(one with { Status = OutboxStatus.Parked });

        (await ListOutboxAsync(null, null)).ShouldBe(["c2/1/0", "c1/1/1", "c1/1/0"]);
        (await ListOutboxAsync(OutboxStatus.Parked, null)).ShouldBe(["c1/1/0"]);
        (await ListOutboxAsync(null, "c1")).ShouldBe(["c1/1/1", "c1/1/0"]);
        (await ListOutboxAsync(OutboxStatus.Pending, "c1")).ShouldBe(["c1/1/1"]);
        (await ListOutboxAsync(OutboxStatus.Delivered, "c1")).ShouldBeEmpty();
        (await ListOutboxAsync(null, null, limit: 1)).ShouldBe(["c2/1/0"]);
    }

    [Fact]
    public async Task Of_two_machines_that_read_the_same_message_one_takes_it_and_the_next_comes_after_it_gave_up()
    {
        var (message, next) = (Message("c1", "1/0"), Message("c1", "1/1") with { Number = 1 });
        await CommitAsync(Start("c1").Sending(message, next));
        var read = (await Cases.OutboxDueAsync(Monday.AddMinutes(1), 10)).ShouldHaveSingleItem();

        (await Cases.ClaimOutboxAsync(read, Monday.AddMinutes(5))).ShouldBeTrue();
        (await Cases.ClaimOutboxAsync(read, Monday.AddMinutes(6))).ShouldBeFalse();
        (await OutboxDueAsync(4)).ShouldBeEmpty("what comes after it waits for it");
        var again = (await Cases.OutboxDueAsync(Monday.AddMinutes(5), 10)).ShouldHaveSingleItem();
        (await Cases.ClaimOutboxAsync(again, Monday.AddMinutes(9))).ShouldBeTrue();

        await Cases.SaveOutboxAsync(again with { Status = OutboxStatus.Delivered, DeliveredAt = Monday.AddMinutes(5) });
        (await Cases.ClaimOutboxAsync(again, Monday.AddMinutes(9))).ShouldBeFalse();
    }

    [Fact]
    public async Task Saving_a_message_that_does_not_exist_says_which()
    {
        (await Should.ThrowAsync<KeyNotFoundException>(() => Cases.SaveOutboxAsync(Message("c1", "7/0")))).Message.ShouldContain("c1/7/0");
    }

    private async Task<IEnumerable<string>> OutboxDueAsync(int minutes, int limit = 10) =>
        (await Cases.OutboxDueAsync(Monday.AddMinutes(minutes), limit)).Select(message => message.Key);

    private async Task<IEnumerable<string>> ListOutboxAsync(OutboxStatus? status, string? caseId, int limit = 10) =>
        (await Cases.OutboxAsync(status, caseId, limit)).Select(message => message.Key);
}
