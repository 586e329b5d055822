using Doorstep.Host.Tests.Running;

namespace Doorstep.Host.Tests.Designer;

/// <summary>Designers who do the same at one moment, and what is not there.</summary>
public sealed class DefinitionRaceTests(RunningDoorstep doorstep)
{
    private HttpClient Client => doorstep.Client;

    [Fact]
    public async Task Definitions_of_one_name_that_are_made_at_one_moment_are_all_kept()
    {
        var made = await Task.WhenAll(Enumerable.Range(0, 6).Select(number => Client.ElsaAsync("/workflow-definitions", Studio.Create("Made at once").Replace("\"description\":null", $"\"description\":\"of {number}\"", StringComparison.Ordinal))));

        var ids = made.Select(one => one["workflowDefinition"]!["definitionId"]!.ToString()).ToArray();
        ids.Distinct().Count().ShouldBe(6);
        foreach (var (id, number) in ids.Select((id, number) => (id, number)))
            (await Client.ElsaAsync($"/workflow-definitions/by-definition-id/{id}?versionOptions=Latest"))["description"]!.ToString().ShouldBe($"of {number}");
    }

    [Fact]
    public async Task What_is_not_there_is_not_counted_as_deleted() =>
        (await Client.ElsaAsync("/bulk-actions/delete/workflow-definitions/by-definition-id", """{"definitionIds":["never-was","nor-this"]}"""))["deleted"]!.GetValue<int>().ShouldBe(0);
}
