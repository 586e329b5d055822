using Doorstep.Host.Setup;

namespace Doorstep.Host.Tests;

public sealed class BrokenDatabaseTests
{
    [Fact]
    public async Task A_database_that_is_none_keeps_the_house_shut_and_says_so_in_a_sentence()
    {
        var folder = Directory.CreateTempSubdirectory("doorstep-broken-");
        try
        {
            await File.WriteAllTextAsync(Path.Combine(folder.FullName, "doorstep.db"), new string('x', 8192), TestContext.Current.CancellationToken);
            var settings = new HostSettings { DataFolder = folder.FullName, DefinitionsFolder = Path.Combine(AppContext.BaseDirectory, "workflow-definitions"), HasHeartbeat = false };

            var fault = await Should.ThrowAsync<Exception>(() => DoorstepHost.BuildAsync(settings, []));

            StartFault.Explain(fault).ShouldNotBeNull().ShouldStartWith("A database in the data folder cannot be read: SQLite Error 26");
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
