using System.Collections.Immutable;
using System.Text.Json;
using Doorstep.Workflows.Collections.Payments;
using Doorstep.Workflows.Kernel;

namespace Doorstep.Workflows.Collections;

/// <summary>What is owed, in minor units (fen). Total is always the sum of the parts.</summary>
/// <param name="Currency">ISO 4217.</param>
/// <param name="Principal">Part of it.</param>
/// <param name="Interest">Part of it.</param>
/// <param name="Penalty">Part of it.</param>
/// <param name="Fees">Part of it.</param>
/// <param name="Credit">Paid beyond what was owed.</param>
/// <param name="DaysPastDue">Days since the oldest unpaid due date.</param>
/// <param name="Order">Which part a payment settles first; default costs, interest, penalty, principal (Civil Code art. 561).</param>
/// <param name="ContractDate">Of the contract that it comes from, where the start said it.</param>
/// <param name="AsOf">The day of the balance that the case began with, never later than that beginning: money that moved before is in it.</param>
public sealed record Debt(string Currency, long Principal, long Interest, long Penalty, long Fees, long Credit, int DaysPastDue, ImmutableArray<string> Order, DateOnly? ContractDate = null, DateOnly? AsOf = null)
{
    /// <summary>The order of Civil Code art. 561 where nothing else is agreed.</summary>
    public static ImmutableArray<string> LawfulOrder { get; } = ["FEES", "INTEREST", "PENALTY", "PRINCIPAL"];

    /// <summary>The day that <see cref="DaysPastDue"/> speaks of; null: not known.</summary>
    public DateOnly? SaidOn { get; init; }

    /// <summary>The last day after the ledger spoke on which money that came or went back changed the figures; null: on none.</summary>
    public DateOnly? MovedOn { get; init; }

    /// <summary>The day of the figures, as a letter names it: when the ledger spoke last, moved on by what was paid or went back since (S4); null: not known.</summary>
    public DateOnly? FiguresOn => MovedOn ?? SaidOn;

    /// <summary>The oldest due date that was not paid, where the start said it and no ledger has spoken since.</summary>
    public DateOnly? OldestDue { get; init; }

    /// <summary>Interest, penalty and fees as they should have stood under a moratorium, where the ledger has raised them all the same (b.4); null: it has not.</summary>
    public long? Standing { get; init; }

    /// <summary>Everything that is owed.</summary>
    public long Total => checked(Principal + Interest + Penalty + Fees);

    /// <summary>Days since the oldest unpaid due date on a day: they go on after the ledger has spoken, until it speaks again (S4).</summary>
    public int DaysPastDueOn(DateOnly day) => DaysPastDue > 0 && SaidOn is { } said && day > said ? DaysPastDue + day.DayNumber - said.DayNumber : DaysPastDue;

    /// <summary>The oldest unpaid due date, as it is known on a day.</summary>
    public DateOnly DueSince(DateOnly day) => OldestDue ?? day.AddDays(-DaysPastDueOn(day));

    /// <summary>The same figures, changed by money on a day; one that is heard of late moves nothing back.</summary>
    public Debt Moved(DateOnly day) => FiguresOn >= day ? this : this with { MovedOn = day };

    /// <summary>The debt after a payment, and what that settled: the parts in their order, what is left over as credit.</summary>
    public (Debt Debt, Allocation Settled) Pay(long amount)
    {
        var (debt, settled, left) = (this, Allocation.None, amount);
        foreach (var part in Order)
        {
            var paid = Math.Min(left, debt.Part(part));
            (debt, settled, left) = (debt.With(part, debt.Part(part) - paid), settled.With(part, paid), left - paid);
        }

        return (debt with { Credit = checked(debt.Credit + left) }, settled with { Credit = left });
    }

    /// <summary>The debt after so much of what a payment had settled went back: each part as it was.</summary>
    public Debt Undo(Allocation back) => checked(this with
    {
        Fees = Fees + back.Fees, Interest = Interest + back.Interest, Penalty = Penalty + back.Penalty, Principal = Principal + back.Principal, Credit = Credit - back.Credit,
    });

    /// <summary>Reads <c>debt</c> of a start body or a case file.</summary>
    public static Debt Read(JsonElement json) => new(
        json.Text("currency") ?? "CNY", json.Amount("principal"), json.Amount("interest"), json.Amount("penalty"), json.Amount("fees"), json.Amount(Values.IsNull(json.Member("ledgerCredit")) ? "credit" : "ledgerCredit"),
        (int)json.Amount("dpd"), Orders(json), json.Date("contractDate"), json.Date("asOf"))
        {
            SaidOn = json.Date("saidOn") ?? json.Date("asOf"), MovedOn = json.Date("movedOn"), OldestDue = json.Date("oldestDue"), Standing = Values.IsNull(json.Member("standing")) ? null : json.Amount("standing"),
        };

    internal void Write(Utf8JsonWriter json, long? waived, long credit)
    {
        json.WriteStartObject("debt");
        json.WriteString("currency", Currency);
        json.WriteNumber("principal", Principal);
        json.WriteNumber("interest", Interest);
        json.WriteNumber("penalty", Penalty);
        json.WriteNumber("fees", Fees);
        json.WriteNumber("total", Total);
        json.WriteNumber("credit", credit);
        if (waived is { } given)
        {
            // The ledger's total and credit stand as they are; of a debt that is settled nothing is due any more, and what was not paid is given up (T59).
            json.WriteNumber("waived", given);
            json.WriteNumber("due", 0);
            json.WriteNumber("ledgerCredit", Credit);
        }

        json.WriteNumber("dpd", DaysPastDue);
        if (ContractDate is not null) json.WriteDate("contractDate", ContractDate);
        if (AsOf is not null) json.WriteDate("asOf", AsOf);
        if (SaidOn is not null && SaidOn != AsOf) json.WriteDate("saidOn", SaidOn);
        if (MovedOn is not null) json.WriteDate("movedOn", MovedOn);
        if (OldestDue is not null) json.WriteDate("oldestDue", OldestDue);
        if (Standing is { } standing) json.WriteNumber("standing", standing);
        json.WriteStartArray("allocationOrder");
        foreach (var part in Order) json.WriteStringValue(part);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static ImmutableArray<string> Orders(JsonElement json)
    {
        if (json.Member("allocationOrder") is not { ValueKind: JsonValueKind.Array } order) return LawfulOrder;
        var agreed = order.EnumerateArray().Select(Values.ToText).Where(part => LawfulOrder.Contains(part)).ToArray();
        return [.. agreed.Concat(LawfulOrder).Distinct()];
    }

    private long Part(string name) => name switch { "FEES" => Fees, "INTEREST" => Interest, "PENALTY" => Penalty, _ => Principal };

    private Debt With(string name, long amount) => name switch
    {
        "FEES" => this with { Fees = amount },
        "INTEREST" => this with { Interest = amount },
        "PENALTY" => this with { Penalty = amount },
        _ => this with { Principal = amount },
    };
}
