using System.Net;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.RegularExpressions;
using Doorstep.Host.Tests.Running;
using Doorstep.Workflows.Commands;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Doorstep.Host.Tests.Security;

/// <summary>Knocks at every endpoint with every role and with no key at all, and keeps the table of docs/security.md true.</summary>
public sealed partial class RoleTableTests
{
    private const string Begin = "<!-- endpoints -->\n";
    private const string End = "<!-- /endpoints -->";
    private const string Yes = "✓";
    private const string No = "–";

    private static readonly string[] Roles = Enum.GetNames<Role>();

    [Fact]
    public async Task Every_endpoint_opens_to_the_roles_of_the_table_and_to_nobody_else()
    {
        await using var house = new RunningDoorstep();
        await house.InitializeAsync();
        var callers = new List<HttpClient> { house.ClientWith(null) };
        foreach (var role in Roles) callers.Add(await house.KeyAsync($"walks-as-{role}", role, agent: role == nameof(Role.Agent) ? "agent_syn_1" : null));
        var table = new StringBuilder($"| Endpoint | a stranger | {string.Join(" | ", Roles.Select(role => role.ToLowerInvariant()))} |\n|---|{string.Concat(Enumerable.Repeat("---|", Roles.Length + 1))}\n");

        foreach (var (method, pattern) in Endpoints(house))
        {
            var cells = new List<string>();
            foreach (var caller in callers) cells.Add(await IsLetAsync(caller, method, pattern) ? Yes : No);
            table.Append("| `").Append(method).Append(' ').Append(pattern).Append("` | ").AppendJoin(" | ", cells).Append(" |\n");
        }

        foreach (var caller in callers) caller.Dispose();
        var page = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(ThisFile())!, "../../../docs/security.md"));
        var text = (await File.ReadAllTextAsync(page, TestContext.Current.CancellationToken)).ReplaceLineEndings("\n");
        var (from, to) = (text.IndexOf(Begin, StringComparison.Ordinal) + Begin.Length, text.IndexOf(End, StringComparison.Ordinal));
        if (Environment.GetEnvironmentVariable("DOORSTEP_APPROVE") == "1")
            await File.WriteAllTextAsync(page, text = $"{text[..from]}{table}{text[to..]}", TestContext.Current.CancellationToken);
        else
            text[from..to].Split('\n').ShouldBe(table.ToString().Split('\n'), "If the change is meant, run DOORSTEP_APPROVE=1 ./test --filter-class '*RoleTableTests', read what changed, and commit docs/security.md.");

        // Read back, so that a table that says yes to everybody is noticed.
        text.ShouldContain("| `GET /health/live` | ✓ | ✓ |");
        text.ShouldContain("| `POST /api/v1/keys` | – | – | – | – | – | – | ✓ |");
        text.ShouldContain("| `GET /api/v1/access-log` | – | – | – | – | – | ✓ | ✓ |");
    }

    private static (string Method, string Pattern)[] Endpoints(RunningDoorstep house) =>
    [
        .. house.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .SelectMany(endpoint => (endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods ?? ["GET"]).Select(method => (method, "/" + endpoint.RoutePattern.RawText!.Trim('/'))))
            .Distinct().OrderBy(endpoint => endpoint.Item2, StringComparer.Ordinal).ThenBy(endpoint => endpoint.method, StringComparer.Ordinal),
    ];

    private static async Task<bool> IsLetAsync(HttpClient caller, string method, string pattern)
    {
        var request = new HttpRequestMessage(new HttpMethod(method), Parameter().Replace(pattern, match => match.Value.Contains(":int", StringComparison.Ordinal) ? "1" : "x"));
        if (method is "POST" or "PUT" or "PATCH") request.Content = new StringContent("{}", Encoding.UTF8, "application/json");
        return (await caller.AskAsync(request)).Status is not (HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden);
    }

    private static string ThisFile([CallerFilePath] string path = "") => path;

    [GeneratedRegex(@"\{[^}]+\}")]
    private static partial Regex Parameter();
}
