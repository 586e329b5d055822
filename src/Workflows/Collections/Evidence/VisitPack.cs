using System.Buffers;
using System.Text.Json;
using Doorstep.Workflows.Collections.Facts;
using Doorstep.Workflows.Collections.Hardship;
using Doorstep.Workflows.Collections.Plans;
using Doorstep.Workflows.Kernel;

namespace Doorstep.Workflows.Collections.Evidence;

/// <summary>
/// What agents take to a visit (S10): the statement of the debt and the schedule of a plan, dated and hashed. In hardship the visit listens: the pack
/// holds the options that fit instead of a demand (S11).
/// </summary>
/// <param name="Content">The pack as JSON: <c>{schema, preparedAt, mode, statement, schedule, options}</c>.</param>
/// <param name="Hash"><c>sha256:</c> and the digits of the canonical content.</param>
public sealed record VisitPack(JsonElement Content, string Hash)
{
    /// <summary>The pack's own name for its shape.</summary>
    public const string Schema = "visit.pack/1";

    /// <summary>Mode of a visit that only listens.</summary>
    public const string Listening = "LISTENING";

    /// <summary>Mode of every other visit.</summary>
    public const string Standard = "STANDARD";

    /// <summary>For how long a pack may be used where the policy pack does not say (<c>visitPack.maxAgeHours</c>).</summary>
    public static TimeSpan AgeMax { get; } = TimeSpan.FromHours(24);

    /// <summary>The pack that was made last in a case; null: none was.</summary>
    public static VisitPack? Latest(CaseFile file) =>
        file.Latest.TryGetValue(nameof(VisitPackMade), out var made) && made.Text("hash") is { } hash ? new VisitPack(made.Member("pack"), hash) : null;

    /// <summary>Whether a demand may be rendered with this pack; not while hardship is open (S11, S25).</summary>
    public bool RendersDemand => Content.Text("mode") == Standard;

    /// <summary>Prepares a pack from the ledger's debt.</summary>
    /// <param name="debt">As the ledger has it at that moment.</param>
    /// <param name="schedule">Of the plan or of an offer; null without one.</param>
    /// <param name="options">What fits the customer, where it was assessed.</param>
    /// <param name="isHardship">Whether the HARDSHIP hold is open.</param>
    /// <param name="now">The moment.</param>
    public static VisitPack Prepare(Debt debt, InstalmentSchedule? schedule, IReadOnlyCollection<ReliefProposal> options, bool isHardship, DateTimeOffset now)
    {
        var buffer = new ArrayBufferWriter<byte>(1024);
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("schema", Schema);
            json.WriteInstant("preparedAt", now);
            json.WriteString("mode", isHardship ? Listening : Standard);
            WriteStatement(json, debt);
            WriteSchedule(json, schedule);
            WriteOptions(json, options);
            json.WriteEndObject();
        }

        var content = JsonElement.Parse(buffer.WrittenSpan);
        return new(content, HashOf(content));
    }

    /// <summary>Why the pack cannot be used, every reason at once: it was changed, it does not have the ledger's total, it is older than a day, it is dated later.</summary>
    /// <param name="ledgerTotal">What the ledger says was owed when the pack was prepared, in minor units.</param>
    /// <param name="now">The moment of use.</param>
    /// <param name="ageMax">How old it may be; null: <see cref="AgeMax"/>.</param>
    public IEnumerable<string> Faults(long ledgerTotal, DateTimeOffset now, TimeSpan? ageMax = null)
    {
        var oldest = ageMax ?? AgeMax;
        if (Hash != HashOf(Content)) yield return "The visit pack was changed after it was prepared: its hash is another.";
        if (Content.Text("schema") != Schema || !Instants.TryRead(Content.Text("preparedAt") ?? "", out var preparedAt))
        {
            yield return $"This is no '{Schema}' with a moment at which it was prepared.";
            yield break;
        }

        var total = Content.Member("statement").Amount("total");
        if (total != ledgerTotal) yield return $"The pack's total is {Fen.Text(total)}, and the ledger's is {Fen.Text(ledgerTotal)}. Prepare a new pack.";
        if (ScheduleTotal > total) yield return $"The schedule adds up to {Fen.Text(ScheduleTotal)}, which is more than the {Fen.Text(total)} that is owed.";
        if (preparedAt > now) yield return $"The pack is dated {Instants.Text(preparedAt)}, which is still to come.";
        if (now - preparedAt > oldest) yield return $"The pack of {Instants.Text(preparedAt)} is older than {oldest.TotalHours:0} hours. Prepare a new one.";
    }

    private long ScheduleTotal => Content.Member("schedule") is { ValueKind: JsonValueKind.Array } schedule ? schedule.EnumerateArray().Sum(instalment => instalment.Amount("amount")) : 0;

    private static string HashOf(JsonElement content) => $"sha256:{Convert.ToHexStringLower(CanonicalJson.Hash(content))}";

    private static void WriteStatement(Utf8JsonWriter json, Debt debt)
    {
        json.WriteStartObject("statement");
        json.WriteString("currency", debt.Currency);
        json.WriteNumber("principal", debt.Principal);
        json.WriteNumber("interest", debt.Interest);
        json.WriteNumber("penalty", debt.Penalty);
        json.WriteNumber("fees", debt.Fees);
        json.WriteNumber("total", debt.Total);
        json.WriteNumber("dpd", debt.DaysPastDue);
        json.WriteEndObject();
    }

    private static void WriteSchedule(Utf8JsonWriter json, InstalmentSchedule? schedule)
    {
        json.WriteStartArray("schedule");
        foreach (var instalment in schedule?.Instalments ?? [])
        {
            json.WriteStartObject();
            json.WriteNumber("number", instalment.Number);
            json.WriteDate("due", instalment.Due);
            json.WriteNumber("amount", instalment.Amount);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteOptions(Utf8JsonWriter json, IEnumerable<ReliefProposal> options)
    {
        json.WriteStartArray("options");
        foreach (var option in options)
        {
            json.WriteStartObject();
            json.WriteString("option", option.Option.Code);
            json.WriteNumber("months", option.Terms?.Months ?? 0);
            json.WriteNumber("instalment", option.Terms?.Instalment ?? 0);
            json.WriteNumber("waived", option.Waived);
            json.WriteString("reasonEn", option.Reason.English);
            json.WriteString("reasonZh", option.Reason.Chinese);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
