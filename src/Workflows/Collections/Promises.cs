using System.Globalization;
using System.Text.Json;
using Doorstep.Workflows.Collections.Facts;
using Doorstep.Workflows.Kernel;

namespace Doorstep.Workflows.Collections;

/// <summary>Promises to pay: the open one, and what became of the earlier ones, those of other systems that the start names among them.</summary>
/// <param name="Amount">Promised, in minor units; 0 without a promise.</param>
/// <param name="Due">The promised day.</param>
/// <param name="Paid">Paid since.</param>
/// <param name="Kept">Earlier promises that were kept.</param>
/// <param name="Broken">Earlier promises that were not.</param>
/// <param name="Number">How many were made; the open one is the last.</param>
/// <param name="HeldSince">Since when a hold lets nobody ask (UTC): the time until the promise is broken stands still (b.4); null: none does.</param>
/// <param name="HeldDays">Whole days by which earlier holds have put off the end of the grace.</param>
/// <param name="IsLapsed">The grace of the last one is over and it was not met: it is counted in <paramref name="Broken"/>.</param>
public sealed record Promises(long Amount, DateOnly? Due, long Paid, int Kept, int Broken, int Number = 0, bool IsLapsed = false, DateTimeOffset? HeldSince = null, int HeldDays = 0)
{
    /// <summary>Days after the promised day before a promise counts as broken (b.2 PTP_ACTIVE).</summary>
    public const int GraceDays = 3;

    /// <summary>How far ahead a promise may lie (b.2 PTP_ACTIVE). What is promised for later, or for a day that is over, is kept as a fact and opens nothing.</summary>
    public const int DaysMax = 14;

    /// <summary>No promise yet.</summary>
    public static Promises None { get; } = new(0, null, 0, 0, 0);

    /// <summary>Whether what was promised has been paid.</summary>
    public bool IsMet => Amount > 0 && Paid >= Amount;

    /// <summary>Why a promise is kept as a fact and opens nothing (G3 and T5, b.2 PTP_ACTIVE), with what would; null where it counts.</summary>
    /// <param name="promised">The promise.</param>
    /// <param name="today">The customer's day when it was made.</param>
    /// <param name="owed">What is owed, in minor units.</param>
    public static string? Against(PromiseMade promised, DateOnly today, long owed)
    {
        string? Opens(string why) => $"The promise of {Fen.Text(promised.Amount)} for {promised.Date:yyyy-MM-dd} is kept as a fact and opens nothing: {why}";
        return promised.IdentityProven == false ? Opens("nobody proved to be the customer (G3). Another person's word binds no customer; a promise with identityProven true, or without it from whoever knows the customer, counts.")
            : promised.Date < today ? Opens($"that day is over. A day from {today:yyyy-MM-dd} to {today.AddDays(DaysMax):yyyy-MM-dd} counts.")
            : promised.Date > today.AddDays(DaysMax) ? Opens($"it is more than {DaysMax} days ahead. A day until {today.AddDays(DaysMax):yyyy-MM-dd} counts; for more time ReliefRequested asks for a plan.")
            : promised.Amount > owed ? Opens($"{Fen.Text(owed)} is owed. An amount up to that counts.")
            : null;
    }

    /// <summary>When the house has to raise <see cref="PromiseBroken"/>, in the customer's zone.</summary>
    public IEnumerable<Reminder> RemindersIn(TimeZoneInfo zone) =>
        Amount > 0 && !IsMet && !IsLapsed && HeldSince is null && GraceEnds is { } end ? [new Reminder(nameof(PromiseBroken), Key, LocalTime.Midnight(end, zone))] : [];

    /// <summary>A new promise: <c>{amount, date}</c>. One that is still running is replaced; one whose grace is over counts as broken.</summary>
    public Promises Made(PromiseMade promised, DateOnly today)
    {
        var settled = IsMet ? this with { Kept = Kept + 1 } : IsOver(today) ? Lapsed() : this;
        return settled with { Amount = promised.Amount, Due = promised.Date, Paid = 0, Number = Number + 1, IsLapsed = false, HeldSince = null, HeldDays = 0 };
    }

    /// <summary>The grace of a promise is over (T13). It counts once, and not where it was met or replaced meanwhile.</summary>
    public Promises Lapsed(PromiseBroken broken) => broken.Key == Key && !IsMet ? Lapsed() : this;

    /// <summary>The same promise under the holds of a moment: while one lets nobody ask, its time stands still, and goes on afterwards with the days that were left (b.4).</summary>
    public Promises Under(bool isHeld, DateTimeOffset at) => (isHeld && Amount > 0 && !IsMet && !IsLapsed, HeldSince) switch
    {
        (true, null) => this with { HeldSince = at },
        (false, { } since) => this with { HeldSince = null, HeldDays = HeldDays + (int)Math.Ceiling(Math.Max(0, (at - since).TotalDays)) },
        _ => this,
    };

    /// <summary>A payment came. After the grace it pays the debt, but no longer keeps the promise. One that came in time and is heard of late takes back that it was broken.</summary>
    public Promises Received(long amount, DateOnly today) => Amount == 0 || IsOver(today) ? this
        : this with { Paid = checked(Paid + amount) } is { IsMet: true, IsLapsed: true } met ? met with { Broken = Broken - 1, IsLapsed = false }
        : this with { Paid = checked(Paid + amount) };

    /// <summary>A payment that was made on it went back.</summary>
    public Promises Reversed(long amount) => this with { Paid = Math.Max(0, Paid - amount) };

    /// <summary>Whether the promised day and its grace have passed.</summary>
    public bool IsOver(DateOnly today) => Amount > 0 && HeldSince is null && GraceEnds <= today;

    /// <summary>The day on which the grace is over, later by the days that holds took; null without a promise.</summary>
    public DateOnly? GraceEnds => Due?.AddDays(GraceDays + 1 + HeldDays);

    /// <summary>Whether a promise is open: made, not yet met, its grace not over.</summary>
    public bool IsOpenOn(DateOnly today) => Amount > 0 && !IsMet && !IsOver(today);

    internal static Promises Read(JsonElement json) => json.ValueKind != JsonValueKind.Object ? None : new(
        json.Amount("amount"), json.Date("due"), json.Amount("paid"), (int)json.Amount("kept"), (int)json.Amount("broken"), (int)json.Amount("number"),
        json.Member("lapsed").ValueKind == JsonValueKind.True, Instants.TryRead(json.Text("heldSince") ?? "", out var held) ? held : null, (int)json.Amount("heldDays"));

    private string Key => Number.ToString(CultureInfo.InvariantCulture);

    private Promises Lapsed() => IsLapsed ? this : this with { Broken = Broken + 1, IsLapsed = true };

    internal void Write(Utf8JsonWriter json, TimeZoneInfo zone)
    {
        json.WriteStartObject("promise");
        json.WriteNumber("amount", Amount);
        json.WriteDate("due", Due);
        json.WriteMidnight("dueEndsAt", Due?.AddDays(1), zone);
        json.WriteMidnight("graceEndsAt", GraceEnds, zone);
        json.WriteNumber("paid", Paid);
        json.WriteBoolean("met", IsMet);
        json.WriteNumber("kept", Kept);
        json.WriteNumber("broken", Broken);
        json.WriteNumber("number", Number);
        json.WriteBoolean("lapsed", IsLapsed);
        json.WriteString("heldSince", HeldSince is { } held ? Instants.Text(held) : null);
        json.WriteNumber("heldDays", HeldDays);
        json.WriteEndObject();
    }
}
