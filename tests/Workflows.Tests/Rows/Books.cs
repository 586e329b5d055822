using System.Text.Json;
using Doorstep.Workflows.Collections;
using Doorstep.Workflows.Collections.Books;
using Doorstep.Workflows.Kernel;
using Doorstep.Workflows.Tests.Collections;

namespace Doorstep.Workflows.Tests.Rows;

/// <summary>The books that are shipped, and case files that know them.</summary>
internal static class Books
{
    private static readonly HouseBooks House = Taken();

    public static readonly CaseFileFolder Folder = new(Files.Shelf, House);

    public static BookSet Shipped => House.Current;

    public static CaseFile Open() => Files.Open();

    public static CaseFile With(this CaseFile file, string type, object data, DateTimeOffset? at = null, string id = "e-1") =>
        (CaseFile)Folder.Fold(file, new WorkflowEvent.Raised(id, type, at ?? Files.Monday, JsonSerializer.SerializeToElement(data)), at ?? Files.Monday);

    /// <summary>What the door says of a fact.</summary>
    public static string[] Faults(this CaseFile file, string type, object data) =>
        [.. Folder.Faults(file, new WorkflowEvent.Raised("e-9", type, Files.Monday, JsonSerializer.SerializeToElement(data)), Files.Monday)];

    /// <summary>A report of a visit with everything that it has to say.</summary>
    public static JsonElement Report => JsonSerializer.SerializeToElement(new
    {
        startedAt = "2026-11-02T09:00:00Z", endedAt = "2026-11-02T09:40:00Z", place = "HOME", conversation = "synthetic", capacity = new { summary = "synthetic" },
        participants = new[] { new { name = "agent_1", role = "AGENT" }, new { name = "agent_2", role = "AGENT" }, new { name = "cust_syn_1", role = "CUSTOMER" } },
    });

    private static HouseBooks Taken()
    {
        List<(string Path, string Message)> faults = [];
        var books = new HouseBooks();
        books.Take(BookFolder.Read("workflow-definitions", faults));
        faults.ShouldBeEmpty();
        return books;
    }
}
