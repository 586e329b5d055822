using System.Text.RegularExpressions;
using Doorstep.Ports;

namespace Doorstep.Host.Tests.Documentation;

/// <summary>Runs what the pages tell readers to run, so that they cannot rot.</summary>
/// <remarks>Changed for the test: the port; the folder of the data, of which a demonstration hears nothing; <c>./test</c> is only looked for; <c>dotnet run</c> does not build again and, where it has settings
/// in front or arguments behind, is spared its own look at the project, which takes longer than the service.</remarks>
public sealed partial class ReadmeTests
{
    private const string Run = "dotnet run --project src/Host";
    private static readonly TimeSpan AnswerTimeMax = TimeSpan.FromMinutes(2);
    private static readonly string Configuration = new DirectoryInfo(AppContext.BaseDirectory).Name;

    public static TheoryData<string> Pages { get; } = [.. Page.All().Where(page => Page.Examples(page).Count > 0)];

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task Every_command_of_a_page_runs_and_prints_what_the_page_says(string page)
    {
        Assert.SkipUnless(Shell.IsThere, "bash and curl are not there.");
        var folder = Directory.CreateTempSubdirectory("doorstep-page-");
        try
        {
            await RunAsync(page, new Uri($"http://localhost:{FreePort.Take()}"), folder.FullName, TestContext.Current.CancellationToken);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public void The_readme_names_the_two_commands()
    {
        var commands = Page.Examples("README.md").Select(example => example.Command.Text).ToArray();

        commands.ShouldContain(Run);
        commands.ShouldContain("./test");
        Pages.Count.ShouldBeGreaterThan(2);
    }

    [Fact]
    public void Code_of_a_page_is_in_a_sample_that_compiles()
    {
        var samples = Directory.GetFiles(Path.Combine(Page.Root, "docs/samples"), "*.cs").Select(path => Flat(File.ReadAllText(path))).ToArray();
        var blocks = Page.All().SelectMany(page => Page.Blocks(Page.Read(page))).Where(block => block.Language == "csharp").ToArray();

        blocks.ShouldNotBeEmpty();
        blocks.Where(block => !samples.Any(sample => sample.Contains(Flat(block.Text), StringComparison.Ordinal))).ShouldBeEmpty();
    }

    private static async Task RunAsync(string page, Uri address, string folder, CancellationToken cancellation)
    {
        var environment = new Dictionary<string, string>
        {
            ["ASPNETCORE_URLS"] = address.GetLeftPart(UriPartial.Authority), ["DOORSTEP_DATA"] = Path.Combine(folder, "data"), ["TMPDIR"] = folder, ["DOTNET_NOLOGO"] = "1",
        };
        await using var shell = new Shell(environment);
        Service? service = null;
        try
        {
            foreach (var (command, output) in Page.Examples(page))
            {
                var text = ForTest(command.Text, address);
                if (!IsService(command.Text))
                {
                    await TryAsync(shell, $"{page}:{command.Line}", text, command.Text == "./test" ? null : output, address, cancellation);
                    continue;
                }

                if (service is not null) await service.DisposeAsync();
                service = await Service.StartAsync(text, output, address, environment, cancellation);
            }
        }
        finally
        {
            if (service is not null) await service.DisposeAsync();
        }
    }

    /// <summary>Runs a block until it says what is printed. Every call of the API can be sent again, so trying again changes nothing.</summary>
    private static async Task TryAsync(Shell shell, string place, string block, Block? printed, Uri address, CancellationToken cancellation)
    {
        var began = TimeProvider.System.GetTimestamp();
        while (true)
        {
            var (exitCode, said) = await shell.RunAsync(block, cancellation);
            var difference = exitCode != 0 ? $"exit code {exitCode}" : printed is null ? null : Printed.Difference(printed, Service.AsPrinted(said, address));
            if (difference is null) return;
            if (TimeProvider.System.GetElapsedTime(began) > AnswerTimeMax) Assert.Fail($"{place}: {difference}\nIt said:\n{said}");
            await Task.Delay(200, cancellation);
        }
    }

    private static bool IsService(string command) => command.Contains(Run, StringComparison.Ordinal) && !command.Contains("--demo", StringComparison.Ordinal);

    private static string ForTest(string command, Uri address) => command
        .Replace("./test", "test -x ./test", StringComparison.Ordinal)
        .Replace($"{Run} -- ", $"{Run} ", StringComparison.Ordinal)
        .Replace(Run, command == Run ? $"dotnet run --no-build -c {Configuration} --project src/Host" : $"dotnet artifacts/bin/Host/{Configuration}/Doorstep.Host.dll", StringComparison.Ordinal)
        .Replace("dotnet artifacts", command.Contains("--demo", StringComparison.Ordinal) ? "env -u ASPNETCORE_URLS -u DOORSTEP_DATA dotnet artifacts" : "dotnet artifacts", StringComparison.Ordinal)
        .Replace("http://localhost:5080", address.GetLeftPart(UriPartial.Authority), StringComparison.Ordinal);

    private static string Flat(string code) => Space().Replace(code, " ").Trim();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Space();
}
