using System.Data.Common;
using Doorstep.Workflows.Storage;
using static Doorstep.Workflows.Tests.Storage.Steps;

namespace Doorstep.Workflows.Tests.Storage;

public abstract partial class StoreContract
{
    [Fact]
    public async Task A_key_is_found_by_the_hash_of_its_secret()
    {
        (await Stores.Keys.AnyAsync()).ShouldBeFalse();
        var key = Key("k1", 1) with { Roles = ["service", "supervisor"], Name = "台账 ledger" };
        await Stores.Keys.AddAsync(key);

        (await Stores.Keys.AnyAsync()).ShouldBeTrue();
        (await Stores.Keys.FindByHashAsync(key.Hash)).ShouldBeEquivalentTo(key);
        (await Stores.Keys.FindByHashAsync(Key("k2", 2).Hash)).ShouldBeNull();
    }

    [Fact]
    public async Task A_key_is_taken_back_once_and_stays_in_the_list()
    {
        await Stores.Keys.AddAsync(Key("k2", 2) with { CreatedAt = Monday.AddDays(1) });
        await Stores.Keys.AddAsync(Key("k1", 1));

        (await Stores.Keys.RevokeAsync("k1", Monday.AddHours(1))).ShouldBeTrue();
        (await Stores.Keys.RevokeAsync("k1", Monday.AddHours(2))).ShouldBeFalse();
        (await Stores.Keys.RevokeAsync("nobody", Monday)).ShouldBeFalse();

        (await Stores.Keys.ListAsync()).Select(key => (key.Id, key.RevokedAt)).ShouldBe([("k1", Monday.AddHours(1)), ("k2", null)]);
        (await Stores.Keys.FindByHashAsync(Key("k1", 1).Hash))!.RevokedAt.ShouldBe(Monday.AddHours(1));
    }

    [Fact]
    public async Task Two_keys_share_neither_id_nor_secret()
    {
        await Stores.Keys.AddAsync(Key("k1", 1));

        await Should.ThrowAsync<DbException>(() => Stores.Keys.AddAsync(Key("k1", 2)));
        await Should.ThrowAsync<DbException>(() => Stores.Keys.AddAsync(Key("k2", 1)));
        (await Stores.Keys.ListAsync()).Count.ShouldBe(1);
    }

    [Theory]
    [InlineData("")]
    [InlineData("two words")]
    public async Task A_role_is_one_word(string role)
    {
        await Should.ThrowAsync<ArgumentException>(() => Stores.Keys.AddAsync(Key("k1", 1) with { Roles = ["service", role] }));
        (await Stores.Keys.AnyAsync()).ShouldBeFalse();
    }

    private static ApiKeyRecord Key(string id, byte secret) => new(id, $"Key {id}", ["service"], [.. Enumerable.Repeat(secret, 32)], Monday);
}
