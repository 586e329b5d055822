using System.Collections.Immutable;
using Doorstep.Workflows.Kernel;

namespace Doorstep.Workflows.Collections.Overrides;

/// <summary>Reads the override policy, and refuses one that asks for less than domain.md does.</summary>
internal static class PolicyReader
{
    public const string File = "override-policy.json";

    private const string Schema = "override-policy/1";

    /// <summary>Two persons, whatever a policy says: letting a hold go (b.5), and closing a case (b.1 rule 9).</summary>
    private static readonly string[] AlwaysTwo = ["RELEASE_HOLD", "CLOSE"];

    /// <summary>What names something of one case, or wants two persons to look at it, is done case by case.</summary>
    private static readonly string[] NeverInBulk = ["RELEASE_HOLD", "CLOSE", "MOVE", "SKIP_STEP"];

    /// <summary>The policy; null where anything is wrong, and then every fault is noted.</summary>
    public static OverridePolicy? Read(string text, ICollection<(string Path, string Message)> faults)
    {
        var before = faults.Count;
        if (FieldReader.Parse(text, faults) is not { } root) return null;
        root.Only("schema", "version", "source", "undoMinutes", "suspendDaysMax", "extendDaysMax", "reasons", "rules", "bulk").Choice("schema", [Schema]);
        root.Text("source");
        var policy = new OverridePolicy(
            root.Text("version"), (int)root.Count("undoMinutes", 1440), (int)root.Count("suspendDaysMax", 366), (int)root.Count("extendDaysMax", 366),
            [.. root.Items("reasons").Select(Reason)], [.. root.Items("rules").Select(Rule)], Bulk(root.Inside("bulk")));
        if (policy.Reasons.IsEmpty) root.Fault("reasons", "is empty: nobody could say why.");
        foreach (var twice in policy.Reasons.GroupBy(reason => reason.Code, StringComparer.Ordinal).Where(same => same.Count() > 1)) root.Fault("reasons", $"names '{twice.Key}' {twice.Count()} times.");
        return faults.Count > before ? null : policy;
    }

    private static OverrideReason Reason(FieldReader json)
    {
        json.Only("code", "en", "zh", "proof", "verbs");
        return new(json.Text("code"), json.Text("en"), json.Text("zh"), json.Choice("proof", ["GIVEN", "CASE"]) == "CASE" ? ProofKind.Case : ProofKind.Given, Words(json, "verbs", VerbText.Names));
    }

    private static ApprovalRule Rule(FieldReader json)
    {
        json.Only("verb", "amountFrom", "daysFrom", "states", "targets", "held", "approvers", "expiresHours", "en", "zh");
        var rule = new ApprovalRule(
            json.Choice("verb", VerbText.Names), Number(json, "amountFrom"), (int?)Number(json, "daysFrom"), [.. json.Texts("states")], [.. json.Texts("targets")], json.Has("held") && json.Flag("held"),
            Words(json, "approvers", OverridePolicy.Approvers), json.Has("expiresHours") ? (int)json.Count("expiresHours", 720) : 24, json.Text("en"), json.Text("zh"));
        if (rule.Approvers.IsEmpty && AlwaysTwo.Contains(rule.Verb)) json.Fault("approvers", $"is empty, and {rule.Verb} always takes two persons (b.1 rule 9, b.5).");
        if (rule.ExpiresHours == 0) json.Fault("expiresHours", "is 0: nobody could approve anything in no time.");
        return rule;
    }

    private static BulkRule Bulk(FieldReader json)
    {
        json.Only("verbs", "aloneMax", "casesMax", "lookAfter", "perMinuteMax", "failedPercentMax", "approvers", "expiresHours");
        var bulk = new BulkRule(
            Words(json, "verbs", VerbText.Names), (int)json.Count("aloneMax", 1000), (int)json.Count("casesMax", 10_000), (int)json.Count("lookAfter", 1000), (int)json.Count("perMinuteMax", 6000),
            (int)json.Count("failedPercentMax", 100), Words(json, "approvers", OverridePolicy.Approvers), (int)json.Count("expiresHours", 720));
        foreach (var verb in bulk.Verbs.Intersect(NeverInBulk)) json.Fault("verbs", $"names {verb}, which is done case by case.");
        if (bulk.Approvers.IsEmpty) json.Fault("approvers", "is empty: what is done to many cases takes two persons.");
        foreach (var (name, value) in ((string, int)[])[("casesMax", bulk.CasesMax), ("lookAfter", bulk.LookAfter), ("perMinuteMax", bulk.PerMinuteMax), ("expiresHours", bulk.ExpiresHours)])
            if (value == 0) json.Fault(name, "is 0: nothing would ever be done.");
        return bulk;
    }

    private static long? Number(FieldReader json, string name) => json.Has(name) ? json.Count(name) : null;

    private static ImmutableArray<string> Words(FieldReader json, string name, IReadOnlyCollection<string> known)
    {
        ImmutableArray<string> words = [.. json.Texts(name)];
        foreach (var word in words.Where(word => !known.Contains(word))) json.Fault(name, $"'{word}' is not known{Definitions.Nearest.Hint(word, known)}");
        return words;
    }
}
