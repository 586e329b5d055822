using Doorstep.Workflows.Definitions;

namespace Doorstep.Host.Setup;

/// <summary>What may stand on the command line. A misspelt option would otherwise be taken for a setting that nobody reads.</summary>
internal static class CommandLine
{
    /// <summary>What <c>--help</c> says.</summary>
    public const string Help =
        """
        Doorstep keeps long-lived cases on durable state machines.

        Without anything it serves its API from the folder 'data' and says where it listens.

          --demo 200             play 200 synthetic cases on a virtual clock, and end
          --clock-speed 43200    seconds of the demonstration's clock per second of yours; without it, as fast as it goes
          --seed 7               another script for the demonstration
          --urls ADDRESS         addresses to listen on, as ASPNETCORE_URLS
          --help                 this

        Environment: DOORSTEP_STORE, DOORSTEP_CONNECTION, DOORSTEP_CLUSTER, DOORSTEP_DATA, DOORSTEP_API_KEY, DOORSTEP_KEYS_SECRET, DOORSTEP_RECONCILE, DOORSTEP_DEFINITIONS, ASPNETCORE_URLS, and every setting 'Doorstep:…' with '__' for ':'. README.md lists them.
        """;

    private static readonly string[] Own = ["--demo", "--clock-speed", "--seed", "--help"];

    /// <summary>Read by ASP.NET itself.</summary>
    private static readonly string[] Frameworks = ["--urls", "--http_ports", "--https_ports", "--environment", "--contentRoot", "--applicationName"];

    public static bool AsksForHelp(string[] args) => args.Any(arg => arg is "--help" or "-h" or "-?");

    /// <exception cref="ArgumentException">Something stands there that nobody reads.</exception>
    public static void Check(string[] args)
    {
        string[] known = [.. Own, .. Frameworks];
        for (var at = 0; at < args.Length; at++)
        {
            var name = args[at].Split('=')[0];
            // A setting: '--Doorstep:Outbox:AttemptsMax=3', '--Logging:LogLevel:Default Debug'.
            var isOption = known.Contains(name, StringComparer.OrdinalIgnoreCase) || (name.StartsWith("--", StringComparison.Ordinal) && name.Contains(':', StringComparison.Ordinal));
            if (!isOption) throw new ArgumentException($"'{args[at]}' is not an option{(Nearest.To(name, known) is { } near ? $"; did you mean '{near}'?" : ".")} --help lists them.");
            if (!args[at].Contains('=', StringComparison.Ordinal)) at++;
        }
    }
}
