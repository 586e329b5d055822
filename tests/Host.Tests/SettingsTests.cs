using System.Net;
using Doorstep.Host.Setup;
using Doorstep.Workflows.Storage;

namespace Doorstep.Host.Tests;

public sealed class SettingsTests
{
    [Theory]
    [InlineData("--demo", "many")]
    [InlineData("--demo", "-3")]
    [InlineData("--demo", "0")]
    [InlineData("--clock-speed", "fast")]
    [InlineData("--seed", "x")]
    public void A_number_that_is_none_is_refused_with_an_example(string name, string value) =>
        Should.Throw<ArgumentException>(() => HostSettings.Read([name, value])).Message.ShouldBe($"{name} needs a positive number, as in '{name} 200'.");

    [Fact]
    public void A_number_that_is_left_out_is_refused_as_well() =>
        Should.Throw<ArgumentException>(() => HostSettings.Read(["--demo"])).Message.ShouldContain("'--demo 200'");

    [Fact]
    public void More_cases_than_fit_into_memory_are_not_played() =>
        Should.Throw<ArgumentException>(() => HostSettings.Read(["--demo", "1000000000"])).Message.ShouldContain("at most 20000 cases");

    [Fact]
    public void Without_anything_there_is_a_default_that_runs()
    {
        var settings = HostSettings.Read([], _ => null);

        settings.DataFolder.ShouldBe(Path.GetFullPath("data"));
        settings.AdministratorKey.ShouldBeNull();
        Directory.GetFiles(settings.DefinitionsFolder, "overdue-visit.json").Length.ShouldBe(1);
        settings.IsDemo.ShouldBeFalse();
    }

    [Fact]
    public void The_environment_says_where_the_data_is_and_what_the_key_is()
    {
        var settings = Read(("DOORSTEP_DATA", "elsewhere"), ("DOORSTEP_API_KEY", " from-a-file-with-a-line-end\n"), ("DOORSTEP_DEFINITIONS", "/definitions"));

        settings.DataFolder.ShouldBe(Path.GetFullPath("elsewhere"));
        settings.AdministratorKey.ShouldBe("from-a-file-with-a-line-end");
        settings.DefinitionsFolder.ShouldBe("/definitions");
    }

    [Fact]
    public void What_is_empty_is_not_there()
    {
        var settings = Read(("DOORSTEP_DATA", ""), ("DOORSTEP_API_KEY", " "), ("DOORSTEP_DEFINITIONS", ""));

        settings.DataFolder.ShouldBe(Path.GetFullPath("data"));
        settings.AdministratorKey.ShouldBeNull();
        settings.DefinitionsFolder.ShouldEndWith("workflow-definitions");
    }

    [Fact]
    public void The_environment_says_which_store_holds_the_cases()
    {
        Read().Store.ShouldBe(StoreKind.Sqlite);
        var settings = Read(("DOORSTEP_STORE", "postgres"), ("DOORSTEP_CONNECTION", "Host=db;Database=doorstep"));

        (settings.Store, settings.Connection).ShouldBe((StoreKind.Postgres, "Host=db;Database=doorstep"));
    }

    [Theory]
    [InlineData("mysql", "", "DOORSTEP_STORE is 'mysql'. It is one of: sqlite, postgres.")]
    [InlineData("postgres", "", "DOORSTEP_STORE is 'postgres', but nothing says where it is. Set DOORSTEP_CONNECTION='Host=db;Database=doorstep;Username=doorstep;Password=…'.")]
    [InlineData("postgres", "secret", "DOORSTEP_CONNECTION: Connection cannot be read. Write it as 'Host=db;Database=doorstep;Username=doorstep;Password=…'.")]
    [InlineData("", "secret", "DOORSTEP_CONNECTION is set, but the store is 'sqlite', which has no use for it. Set DOORSTEP_STORE=postgres, or leave the connection out.")]
    public void A_store_that_cannot_be_is_refused_without_quoting_a_password(string store, string connection, string said) =>
        Should.Throw<ArgumentException>(() => Read(("DOORSTEP_STORE", store), ("DOORSTEP_CONNECTION", connection))).Message.ShouldBe(said);

    [Fact]
    public void The_environment_says_where_the_other_machines_of_a_cluster_reach_this_one()
    {
        (string, string)[] shared = [("DOORSTEP_STORE", "postgres"), ("DOORSTEP_CONNECTION", "Host=db;Database=doorstep")];

        Read(shared).Cluster.ShouldBeNull();
        Read([.. shared, ("DOORSTEP_CLUSTER", "10.0.0.5:11111")]).Cluster.ShouldBe(new IPEndPoint(IPAddress.Parse("10.0.0.5"), 11111));
        Read([.. shared, ("DOORSTEP_CLUSTER", "localhost:11111")]).Cluster.ShouldBe(new IPEndPoint(IPAddress.Loopback, 11111));
    }

    [Theory]
    [InlineData("10.0.0.5")]
    [InlineData("10.0.0.5:0")]
    [InlineData(":11111")]
    [InlineData("no.such.machine.invalid:11111")]
    public void An_address_that_no_machine_can_be_reached_at_is_refused(string address) =>
        Should.Throw<ArgumentException>(() => Read(("DOORSTEP_STORE", "postgres"), ("DOORSTEP_CONNECTION", "Host=db;Database=doorstep"), ("DOORSTEP_CLUSTER", address))).Message
            .ShouldBe($"DOORSTEP_CLUSTER is '{address}', which is no address that the other machines could reach this one at. Write '10.0.0.5:11111' or 'doorstep-1:11111'.");

    [Fact]
    public void Machines_that_share_nothing_are_no_cluster() =>
        Should.Throw<ArgumentException>(() => Read(("DOORSTEP_CLUSTER", "10.0.0.5:11111"))).Message.ShouldContain("database of this machine alone");

    [Fact]
    public void A_demonstration_does_not_play_in_a_shared_database() =>
        Should.Throw<ArgumentException>(() => HostSettings.Read(["--demo", "5"], name => name == "DOORSTEP_STORE" ? "postgres" : null)).Message.ShouldContain("SQLite database of its own");

    [Theory]
    [InlineData("policy-packs/cn-2026.1.json")]
    [InlineData("policy-packs/policy-pack.schema.json")]
    [InlineData("calendars/cn.json")]
    public void Packs_and_calendars_are_shipped_beside_the_program(string file) => File.Exists(Path.Combine(Read().DefinitionsFolder, file)).ShouldBeTrue();

    [Fact]
    public void A_demonstration_keeps_away_from_real_data_unless_it_is_told_where()
    {
        var folder = HostSettings.Read(["--demo", "5"], _ => null).DataFolder;
        try
        {
            folder.ShouldStartWith(Path.GetTempPath());
        }
        finally
        {
            Directory.Delete(folder);
        }

        HostSettings.Read(["--demo", "5"], name => name == "DOORSTEP_DATA" ? "told" : null).DataFolder.ShouldBe(Path.GetFullPath("told"));
    }

    [Theory]
    [InlineData("'--demmo' is not an option; did you mean '--demo'? --help lists them.", "--demmo", "20")]
    [InlineData("'20' is not an option. --help lists them.", "--demo", "5", "20")]
    [InlineData("'--verbose' is not an option. --help lists them.", "--verbose")]
    public void What_nobody_reads_on_the_command_line_is_refused(string said, params string[] args) =>
        Should.Throw<ArgumentException>(() => HostSettings.Read(args, _ => "")).Message.ShouldBe(said);

    [Fact]
    public void What_somebody_reads_is_taken_in_either_spelling()
    {
        HostSettings.Read(["--urls", "http://localhost:1", "--seed=7", "--Doorstep:Outbox:AttemptsMax=3", "--Logging:LogLevel:Default", "Debug"], _ => null).Seed.ShouldBe(7);
        CommandLine.AsksForHelp(["--help"]).ShouldBeTrue();
        CommandLine.AsksForHelp(["--demo", "5"]).ShouldBeFalse();
    }

    private static HostSettings Read(params (string Name, string Value)[] environment) =>
        HostSettings.Read([], name => environment.FirstOrDefault(pair => pair.Name == name).Value);
}
