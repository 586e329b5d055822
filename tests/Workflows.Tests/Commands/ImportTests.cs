using System.Text.Json.Nodes;
using Doorstep.Workflows.Commands;
using Doorstep.Workflows.Storage;
using Doorstep.Workflows.Tests.Engine;
using static Doorstep.Workflows.Tests.Definitions.Definition;

namespace Doorstep.Workflows.Tests.Commands;

public sealed class ImportTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("definitions-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task The_same_files_again_are_nothing_and_a_changed_one_is_a_new_version()
    {
        await using var house = await EngineHouse.OpenAsync();
        (Write("a.json", Machines.Reminder("a")), Write("b.json", Machines.Reminder("b"))).ShouldNotBe(default);
        (await ImportAsync(house)).Value().Select(definition => definition.Id).ShouldBe(["a:1", "b:1"]);
        (await ImportAsync(house)).Value().ShouldBeEmpty();
        await house.CrashAsync();
        (await ImportAsync(house)).Value().ShouldBeEmpty();

        var changed = Machines.Reminder("b");
        changed["name"] = "Another";
        Write("b.json", changed);

        (await ImportAsync(house)).Value().ShouldHaveSingleItem().Id.ShouldBe("b:2");
        (await house.DefinitionStore.PublishedAsync("b"))!.Name.ShouldBe("Another");
        (await house.DefinitionStore.FindAsync("b", 1))!.Status.ShouldBe(DefinitionStatus.Retired);
    }

    [Fact]
    public async Task What_a_server_says_about_a_version_is_no_change()
    {
        await using var house = await EngineHouse.OpenAsync();
        Write("a.json", Machines.Reminder("a"));
        await ImportAsync(house);
        var exported = Machines.Reminder("a");
        (exported["id"], exported["version"], exported["isPublished"], exported["createdAt"]) = ("x", 7, true, "2031-01-01T00:00:00Z");
        File.WriteAllText(Path.Combine(_folder, "a.json"), exported.ToJsonString(new() { WriteIndented = true }));

        (await ImportAsync(house)).Value().ShouldBeEmpty();
    }

    [Fact]
    public async Task A_file_never_overrules_what_a_designer_published_since()
    {
        await using var house = await EngineHouse.OpenAsync();
        Write("a.json", Machines.Reminder("a"));
        await ImportAsync(house);
        var edited = Machines.Reminder("a");
        edited["name"] = "Edited in the studio";
        await house.PublishAsync(edited);

        (await ImportAsync(house)).Value().ShouldBeEmpty();

        (await house.DefinitionStore.PublishedAsync("a"))!.Name.ShouldBe("Edited in the studio");
    }

    [Fact]
    public async Task One_bad_file_stops_them_all_and_every_fault_names_its_file()
    {
        await using var house = await EngineHouse.OpenAsync();
        Write("a.json", Machines.Reminder("a"));
        File.WriteAllText(Path.Combine(_folder, "b.json"), "{");
        Write("c.json", Of("New", [State("New")], [Way("New", "New", Machines.Submachine("nowhere"))]).Named("c"));

        var refusal = (await ImportAsync(house)).Refusal();

        refusal.Faults.Select(fault => fault.Path).ShouldBe(["b.json: ", "nowhere"], Case.Sensitive);
        (await house.DefinitionStore.ListAsync(null, withJson: false)).ShouldBeEmpty();
    }

    [Fact]
    public async Task The_definitions_that_are_shipped_are_imported_once_and_each_of_them_starts()
    {
        await using var house = await EngineHouse.OpenAsync();
        var shipped = Path.Combine(Root(), "workflow-definitions");

        var imported = (await house.Sender.Send(new ImportDefinitions(shipped, Actor.House))).Value();
        imported.Count.ShouldBe(Directory.GetFiles(shipped, "*.json").Length);
        (await house.Sender.Send(new ImportDefinitions(shipped, Actor.House))).Value().ShouldBeEmpty();
    }

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder!.FullName, "Doorstep.slnx"))) folder = folder.Parent;
        return folder.FullName;
    }

    private string Write(string file, JsonObject definition)
    {
        File.WriteAllText(Path.Combine(_folder, file), definition.ToJsonString());
        return file;
    }

    private ValueTask<Reply<IReadOnlyList<DefinitionRecord>>> ImportAsync(EngineHouse house) => house.Sender.Send(new ImportDefinitions(_folder, Actor.House));
}
