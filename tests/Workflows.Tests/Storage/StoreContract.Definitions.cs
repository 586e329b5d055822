using System.Data.Common;
using Doorstep.Workflows.Storage;
using static Doorstep.Workflows.Tests.Storage.Steps;

namespace Doorstep.Workflows.Tests.Storage;

public abstract partial class StoreContract
{
    [Fact]
    public async Task A_version_is_stored_as_it_was_written()
    {
        var draft = Draft(1) with { Json = """{ "definitionId": "overdue",  "name": "逾期 😀" }""" };

        (await Stores.Definitions.SaveAsync(draft, null)).ShouldBeTrue();

        (await Stores.Definitions.FindAsync("overdue", 1)).ShouldBe(draft);
        (await Stores.Definitions.FindAsync("overdue", 2)).ShouldBeNull();
        (await Stores.Definitions.LatestAsync("overdue")).ShouldBe(draft);
        (await Stores.Definitions.PublishedAsync("overdue")).ShouldBeNull();
    }

    [Fact]
    public async Task A_version_that_exists_is_not_inserted_again()
    {
        await SaveAsync(Draft(1));

        (await Stores.Definitions.SaveAsync(Draft(1) with { Name = "Other" }, null)).ShouldBeFalse();
        (await Stores.Definitions.SaveAsync(Draft(1) with { Id = "other id" }, null)).ShouldBeFalse();

        (await Stores.Definitions.FindAsync("overdue", 1)).ShouldBe(Draft(1));
    }

    [Fact]
    public async Task A_draft_is_overwritten_by_whoever_has_read_it()
    {
        await SaveAsync(Draft(1, "a"));

        (await Stores.Definitions.SaveAsync(Draft(1, "b") with { CreatedBy = "Li" }, "a")).ShouldBeTrue();
        (await Stores.Definitions.SaveAsync(Draft(1, "c"), "a")).ShouldBeFalse();

        (await Stores.Definitions.FindAsync("overdue", 1)).ShouldBe(Draft(1, "b") with { CreatedBy = "Li" });
    }

    [Fact]
    public async Task Of_many_writers_of_one_draft_one_wins()
    {
        await SaveAsync(Draft(1, "a"));

        var saved = await Task.WhenAll(Enumerable.Range(0, 10).Select(number => Stores.Definitions.SaveAsync(Draft(1, $"b{number}"), "a")));

        saved.Count(isSaved => isSaved).ShouldBe(1);
    }

    [Fact]
    public async Task A_published_version_is_written_no_more()
    {
        await SaveAsync(Published(1, "a"));

        (await Stores.Definitions.SaveAsync(Draft(1, "b"), "a")).ShouldBeFalse();
        (await Stores.Definitions.SaveAsync(Published(1, "b"), "a")).ShouldBeFalse();

        (await Stores.Definitions.PublishedAsync("overdue")).ShouldBe(Published(1, "a"));
    }

    [Fact]
    public async Task Publishing_retires_the_version_before()
    {
        await SaveAsync(Published(1, "a"));
        await SaveAsync(Draft(2, "b"));
        await SaveAsync(Published(1, "x") with { Id = "other:1", DefinitionId = "other" });

        (await Stores.Definitions.SaveAsync(Published(2, "b"), "b")).ShouldBeTrue();

        (await Stores.Definitions.PublishedAsync("overdue")).ShouldBe(Published(2, "b"));
        (await Stores.Definitions.FindAsync("overdue", 1)).ShouldBe(Published(1, "a") with { Status = DefinitionStatus.Retired });
        (await Stores.Definitions.PublishedAsync("other")).ShouldNotBeNull();
    }

    [Fact]
    public async Task At_no_moment_is_a_reader_without_a_published_version()
    {
        await SaveAsync(Published(1, "v1"));
        var publishing = Task.Run(async () =>
        {
            for (var version = 2; version <= 30; version++) await SaveAsync(Published(version, $"v{version}"));
        });

        var last = 1;
        do
        {
            var seen = (await Stores.Definitions.PublishedAsync("overdue")).ShouldNotBeNull();
            seen.Version.ShouldBeGreaterThanOrEqualTo(last);
            last = seen.Version;
        }
        while (!publishing.IsCompleted);

        await publishing;
        (await Stores.Definitions.ListAsync("overdue", withJson: false)).Count(version => version.Status == DefinitionStatus.Published).ShouldBe(1);
    }

    [Fact]
    public async Task Two_published_versions_are_more_than_the_database_takes()
    {
        await SaveAsync(Published(1));
        await SaveAsync(Draft(2));

        await Should.ThrowAsync<DbException>(() => Database.ExecuteAsync("UPDATE definitions SET status = 'Published' WHERE version = 2"));
    }

    [Fact]
    public async Task Retiring_changes_the_status_and_nothing_else_and_happens_once()
    {
        await SaveAsync(Published(1, "a"));
        var retired = Published(1, "a") with { Status = DefinitionStatus.Retired, Name = "not written", Json = "not written" };

        (await Stores.Definitions.SaveAsync(retired, "other")).ShouldBeFalse();
        (await Stores.Definitions.SaveAsync(retired, "a")).ShouldBeTrue();
        (await Stores.Definitions.SaveAsync(retired, "a")).ShouldBeFalse();

        (await Stores.Definitions.PublishedAsync("overdue")).ShouldBeNull();
        (await Stores.Definitions.FindAsync("overdue", 1)).ShouldBe(Published(1, "a") with { Status = DefinitionStatus.Retired });
    }

    [Fact]
    public async Task The_latest_version_is_the_one_with_the_highest_number()
    {
        for (var version = 1; version <= 10; version++) await SaveAsync(Draft(version));

        (await Stores.Definitions.LatestAsync("overdue"))!.Version.ShouldBe(10);
        (await Stores.Definitions.LatestAsync("unknown")).ShouldBeNull();
    }

    [Fact]
    public async Task Versions_are_listed_by_definition_and_number_with_their_JSON_or_without()
    {
        await SaveAsync(Draft(2));
        await SaveAsync(Draft(1));
        await SaveAsync(Draft(1) with { Id = "another:1", DefinitionId = "another" });

        (await Stores.Definitions.ListAsync(null, withJson: true)).Select(row => row.Id).ShouldBe(["another:1", "overdue:1", "overdue:2"]);
        (await Stores.Definitions.ListAsync("overdue", withJson: true)).ShouldBe([Draft(1), Draft(2)]);
        (await Stores.Definitions.ListAsync("overdue", withJson: false)).ShouldBe([Draft(1) with { Json = "" }, Draft(2) with { Json = "" }]);
    }

    [Fact]
    public async Task A_draft_that_is_written_again_says_when()
    {
        await SaveAsync(Draft(1, "a"));
        var later = Draft(1, "b") with { CreatedAt = Monday.AddHours(3) };

        (await Stores.Definitions.SaveAsync(later, "a")).ShouldBeTrue();

        (await Stores.Definitions.FindAsync("overdue", 1)).ShouldBe(later);
    }

    [Fact]
    public async Task A_version_is_deleted_by_whoever_has_read_it_unless_it_is_published()
    {
        await SaveAsync(Draft(1, "a"));
        (await Stores.Definitions.DeleteAsync(Draft(1, "b"))).ShouldBeFalse();
        (await Stores.Definitions.DeleteAsync(Draft(1, "a"))).ShouldBeTrue();
        (await Stores.Definitions.DeleteAsync(Draft(1, "a"))).ShouldBeFalse();

        await SaveAsync(Published(2));
        (await Stores.Definitions.DeleteAsync(Published(2))).ShouldBeFalse();

        (await Stores.Definitions.ListAsync("overdue", withJson: false)).ShouldHaveSingleItem().Version.ShouldBe(2);
    }

    [Fact]
    public async Task A_version_that_a_case_is_pinned_to_is_not_deleted()
    {
        await SaveAsync(Published(1));
        (await Stores.Definitions.SaveAsync(Published(1) with { Status = DefinitionStatus.Retired }, "a")).ShouldBeTrue();
        await CommitAsync(Start("c1"));

        (await Stores.Definitions.DeleteAsync(Draft(1))).ShouldBeFalse();
    }

    private static DefinitionRecord Draft(int version, string hash = "a") => new()
    {
        Id = $"overdue:{version}", DefinitionId = "overdue", Version = version, Name = $"Overdue {version}", Status = DefinitionStatus.Draft,
        Json = $$"""{"content":"{{hash}}"}""", ContentHash = hash, CreatedAt = Monday, CreatedBy = "Zhang",
    };

    private static DefinitionRecord Published(int version, string hash = "a") =>
        Draft(version, hash) with { Status = DefinitionStatus.Published, PublishedAt = Monday.AddHours(version) };

    private async Task SaveAsync(DefinitionRecord definition) => (await Stores.Definitions.SaveAsync(definition, null)).ShouldBeTrue();
}
