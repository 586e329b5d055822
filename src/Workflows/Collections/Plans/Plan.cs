using System.Collections.Immutable;
using System.Text.Json;
using Doorstep.Workflows.Collections.Facts;

namespace Doorstep.Workflows.Collections.Plans;

/// <summary>An agreed plan: equal monthly instalments, the last one taking what is left; or relief without any, until people look again.</summary>
/// <param name="Version">The offer that it is; 0 without a plan.</param>
/// <param name="Months">Instalments; 0 without a plan.</param>
/// <param name="Instalment">Each, in minor units; 0 for relief.</param>
/// <param name="FirstDue">When the first is due; for relief the day on which people look again.</param>
/// <param name="Total">What the instalments add up to, in minor units. The last instalment is what is left of it.</param>
/// <param name="Paid">Paid since it was agreed.</param>
/// <param name="IsSettled">Nothing is owed any more, whatever the instalments say.</param>
/// <param name="Relief">What relief it is; null for a plan of instalments.</param>
public sealed record Plan(int Version, int Months, long Instalment, DateOnly? FirstDue, long Total, long Paid = 0, bool IsSettled = false, string? Relief = null)
{
    /// <summary>Days after a due day before an instalment counts as missed (b.2 PLAN_REVIEW).</summary>
    public const int GraceDays = 7;

    /// <summary>No plan.</summary>
    public static Plan None { get; } = new(0, 0, 0, null, 0);

    /// <summary>What was paid under it and when, oldest first; below zero what went back.</summary>
    public ImmutableArray<PlanPayment> Payments { get; init; } = [];

    /// <summary>The day on which enough instalments in a row had been met in time (S43); null before, and again after one was missed.</summary>
    public DateOnly? CuredOn { get; init; }

    /// <summary>Instalments that are paid in full.</summary>
    public int Covered => Instalment <= 0 ? 0 : Paid >= Total ? Months : (int)Math.Min(Months - 1, Paid / Instalment);

    /// <summary>Whether every instalment is paid.</summary>
    public bool IsComplete => Months > 0 && (IsSettled || Covered == Months);

    /// <summary>When the next unpaid instalment is due.</summary>
    public DateOnly? NextDue => Months == 0 || IsComplete ? null : FirstDue?.AddMonths(Covered);

    /// <summary>The plan that accepted terms become (S8): the same months, instalment, first day and total.</summary>
    public static Plan Of(PlanTerms terms, int version) => new(version, terms.Months, terms.Instalment, terms.FirstDue, terms.Total, Relief: terms.Relief);

    /// <summary>A payment came, and left so much to pay.</summary>
    public Plan Received(long amount, long owed, DateOnly day) =>
        Months > 0 ? Looked(this with { Paid = checked(Paid + amount), IsSettled = owed == 0, Payments = Payments.Add(new(day, amount)) }, day) : this;

    /// <summary>A payment that was made under it went back.</summary>
    public Plan Reversed(long amount, long owed, DateOnly day)
    {
        var back = Math.Min(Paid, amount);
        return Months > 0 ? Looked(this with { Paid = Paid - back, IsSettled = owed == 0, Payments = Payments.Add(new(day, -back)) }, day) : this;
    }

    /// <summary>Something else changed what is owed.</summary>
    public Plan Owing(long owed) => Months > 0 ? this with { IsSettled = owed == 0 } : this;

    /// <summary>How it goes on a day; null for relief and without a plan.</summary>
    public PlanPerformance? PerformanceOn(DateOnly day) => InstalmentSchedule.Of(this) is { } schedule ? PlanPerformance.On(day, schedule, Payments) : null;

    internal static Plan Read(JsonElement json) => json.ValueKind != JsonValueKind.Object ? None : new Plan(
        (int)json.Amount("version"), (int)json.Amount("months"), json.Amount("instalment"), json.Date("firstDue"), json.Amount("total"), json.Amount("paid"),
        json.Member("settled").ValueKind == JsonValueKind.True, json.Text("relief"))
    {
        CuredOn = json.Date("curedOn"),
        Payments = json.Member("payments") is { ValueKind: JsonValueKind.Array } payments ? payments.Deserialize<ImmutableArray<PlanPayment>>(FactJson.Options) : [],
    };

    internal void Write(Utf8JsonWriter json, TimeZoneInfo zone)
    {
        json.WriteStartObject("plan");
        json.WriteNumber("version", Version);
        json.WriteNumber("months", Months);
        json.WriteNumber("instalment", Instalment);
        json.WriteDate("firstDue", FirstDue);
        json.WriteNumber("paid", Paid);
        json.WriteBoolean("settled", IsSettled);
        json.WriteNumber("total", Total);
        json.WriteString("relief", Relief);
        json.WriteNumber("covered", Covered);
        json.WriteBoolean("complete", IsComplete);
        json.WriteDate("nextDue", NextDue);
        json.WriteMidnight("missedAt", NextDue?.AddDays(GraceDays + 1), zone);
        json.WriteDate("curedOn", CuredOn);
        json.WritePropertyName("payments");
        JsonSerializer.Serialize(json, Payments, FactJson.Options);
        json.WriteEndObject();
    }

    private static Plan Looked(Plan plan, DateOnly day) => plan.PerformanceOn(day)?.Standing switch
    {
        PlanStanding.Cured => plan with { CuredOn = plan.CuredOn ?? day },
        PlanStanding.Missed => plan with { CuredOn = null },
        _ => plan,
    };
}
