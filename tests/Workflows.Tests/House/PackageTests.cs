using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Doorstep.Workflows.Tests.House;

/// <summary>What is taken from others, in which version and on which terms.</summary>
public sealed partial class PackageTests
{
    private static readonly string[] Allowed = ["MIT", "Apache-2.0", "BSD-2-Clause", "BSD-3-Clause", "PostgreSQL"];

    private static readonly Dictionary<string, string> Versions = XDocument.Parse(Repository.Read("Directory.Packages.props")).Descendants("PackageVersion")
        .ToDictionary(package => package.Attribute("Include")!.Value, package => package.Attribute("Version")!.Value);

    private static readonly Dictionary<string, string> Licences = Row().Matches(Repository.Read("docs/packages.md"))
        .ToDictionary(match => match.Groups[1].Value, match => match.Groups[2].Value);

    [Fact]
    public void Every_package_is_listed_with_its_licence() => Licences.Keys.ShouldBe(Versions.Keys, ignoreOrder: true);

    [Fact]
    public void Every_licence_lets_a_bank_use_and_change_what_it_runs() => Licences.Where(pair => !Allowed.Contains(pair.Value)).ShouldBeEmpty();

    [Fact]
    public void A_listed_licence_is_the_one_that_the_package_itself_names()
    {
        var cache = Environment.GetEnvironmentVariable("NUGET_PACKAGES") is { Length: > 0 } set
            ? set : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");
        var wrong = from pair in Versions
                    let file = Path.Combine(cache, pair.Key.ToLowerInvariant(), pair.Value, pair.Key.ToLowerInvariant() + ".nuspec")
                    where File.Exists(file)
                    let said = XDocument.Load(file).Descendants().FirstOrDefault(element => element.Name.LocalName == "license" && element.Attribute("type")?.Value == "expression")?.Value
                    where said is not null && said != Licences.GetValueOrDefault(pair.Key)
                    select $"{pair.Key} is {said}";

        wrong.ShouldBeEmpty();
    }

    [Fact]
    public void Every_project_has_a_lock_file_and_its_place_in_the_solution()
    {
        var solution = Repository.Read("Doorstep.slnx");
        var projects = Repository.Files("", ".csproj").ToArray();

        projects.ShouldNotBeEmpty();
        projects.Where(path => !solution.Contains($"\"{path}\"", StringComparison.Ordinal)).ShouldBeEmpty();
        projects.Where(path => !File.Exists(Path.Combine(Repository.Root, Path.GetDirectoryName(path)!, "packages.lock.json"))).ShouldBeEmpty();
    }

    [Fact]
    public void Versions_are_named_in_one_place() =>
        Repository.Files("", ".csproj").Where(path => VersionOnReference().IsMatch(Repository.Read(path))).ShouldBeEmpty();

    [GeneratedRegex(@"^\| (?!Package )([\w.]+) \| ([\w.-]+) \|", RegexOptions.Multiline)]
    private static partial Regex Row();

    [GeneratedRegex("<PackageReference [^>]*Version=")]
    private static partial Regex VersionOnReference();
}
