using Doorstep.Workflows.Collections.Facts;

namespace Doorstep.Workflows.Collections.Payments;

/// <summary>How money that comes and goes back changes a case: its debt, the promise it was paid on, the plan it was paid under (S69, T37). Sums always add up: what is owed less credit is what
/// was owed less what was paid and did not go back.</summary>
internal static class PaymentFold
{
    /// <summary>A payment. One whose <c>ref</c> is known counts once; one whose reversal came first goes back at once.</summary>
    public static CaseFile Paid(CaseFile file, PaymentReceived paid, FactMoment moment)
    {
        if (file.Payments.Known(paid.Ref) is not null || moment.Day < file.Debt.AsOf) return file;
        return Booked(file, paid, moment);
    }

    /// <summary>Something came of a settlement (T59): a payment like any other. What is no part of one the house reports as <c>PaymentReceived</c> (<see cref="IsPlain"/>), and that is the payment.</summary>
    public static CaseFile Paid(CaseFile file, SettlementPaid paid, FactMoment moment) =>
        moment.Day < file.Debt.AsOf || IsKnown(file, paid) || IsPlain(file, paid, moment.Day) ? file : Booked(file, new PaymentReceived(paid.Amount, Ref: paid.Ref), moment);

    /// <summary>Whether that money is on file already, by its ref or by the id of the event it came with.</summary>
    public static bool IsKnown(CaseFile file, SettlementPaid paid) => paid.Ref is { } name && file.Payments.Meant(name) is not null;

    /// <summary>Whether new money that was called part of a settlement is a payment of the debt: none is agreed, its last day is over, or it pays all that is owed.</summary>
    public static bool IsPlain(CaseFile file, SettlementPaid paid, DateOnly day) =>
        day >= (file.Debt.AsOf ?? day) && !IsKnown(file, paid) && (file.Relief.Settlement is not { } agreed || day > agreed.PayBy || (!file.Relief.Settled && paid.Amount >= file.Debt.Total));

    private static CaseFile Booked(CaseFile file, PaymentReceived paid, FactMoment moment)
    {
        var (debt, settled) = file.Debt.Pay(paid.Amount);
        var promise = file.Promise.Received(paid.Amount, moment.Day);
        var payment = new Payment(
            moment.EventId, paid.Ref, moment.At, paid.Amount, settled, Promise: promise == file.Promise ? 0 : promise.Number, Plan: file.Plan.Months > 0 ? file.Plan.Version : 0,
            Settlement: file.Relief.SettlementsAsked);
        var known = file with
        {
            Debt = debt.Moved(moment.Day), Promise = promise, Plan = file.Plan.Received(paid.Amount, debt.Total, moment.Day), Payments = file.Payments with { Received = file.Payments.Received.Add(payment) },
        };
        var name = paid.Ref ?? moment.EventId;
        var back = Math.Min(known.Payments.WaitingFor(name), paid.Amount);
        return back == 0 ? known : Back(known with { Payments = known.Payments.Served(name, back) }, payment, back, moment);
    }

    /// <summary>Money that goes back: of the payment it names, and of no more than that payment brought. Where the payment is not known it waits.</summary>
    public static CaseFile Reversed(CaseFile file, PaymentReversed reversed, FactMoment moment)
    {
        if (moment.Day < file.Debt.AsOf) return file;
        return file.Payments.Meant(reversed.Ref) is { } payment ? Back(file, payment, Math.Min(reversed.Amount, payment.Left), moment) : file with { Payments = file.Payments with { Waiting = file.Payments.Waiting.Add(new WaitingReversal(reversed.Ref, reversed.Amount)) } };
    }

    /// <summary>The ledger's own figures in place of ours. What was paid after the moment they speak of is taken off them again: they may be heard of late.</summary>
    public static CaseFile Updated(CaseFile file, BalanceUpdated said, FactMoment moment)
    {
        if (moment.Day < file.Debt.AsOf) return file;
        var later = file.Payments.Received.Where(payment => payment.At > moment.At && payment.Left > 0).OrderBy(payment => payment.At).ToArray();
        var debt = file.Debt with
        {
            Principal = said.Principal, Interest = said.Interest, Penalty = said.Penalty, Fees = said.Fees, DaysPastDue = said.Dpd, SaidOn = said.AsOf < moment.Day ? said.AsOf : moment.Day, OldestDue = null,
            MovedOn = later is [.., var last] ? LocalTime.DayOf(last.At, file.Zone) : null, Credit = file.Debt.Credit - later.Sum(payment => payment.Settled.Credit),
        };
        var book = file.Payments;
        foreach (var payment in later)
        {
            (debt, var settled) = debt.Pay(payment.Left);
            book = book.With(payment, payment with { Settled = settled });
        }

        return file with { Debt = debt, Payments = book };
    }

    private static CaseFile Back(CaseFile file, Payment payment, long amount, FactMoment moment)
    {
        if (amount == 0) return file;
        var back = payment.Settled.Last(amount, file.Debt.Order);
        var (debt, book) = Spread(file.Debt.Undo(back), file.Payments.With(payment, payment with { Settled = payment.Settled - back, Reversed = payment.Reversed + amount }));
        return file with
        {
            Debt = debt.Moved(moment.Day), Payments = book,
            Promise = payment.Promise > 0 && payment.Promise == file.Promise.Number ? file.Promise.Reversed(amount) : file.Promise,
            Plan = payment.Plan > 0 && payment.Plan == file.Plan.Version ? file.Plan.Reversed(amount, debt.Total, moment.Day) : file.Plan.Owing(debt.Total),
        };
    }

    /// <summary>What is owed again is settled first by what others of the customer's payments brought beyond what was owed then.</summary>
    private static (Debt Debt, PaymentBook Book) Spread(Debt debt, PaymentBook book)
    {
        foreach (var payment in book.Received.Where(payment => payment.Settled.Credit > 0))
        {
            var amount = Math.Min(payment.Settled.Credit, debt.Total);
            if (amount == 0) break;
            (debt, var settled) = (debt with { Credit = debt.Credit - amount }).Pay(amount);
            book = book.With(payment, payment with { Settled = payment.Settled with { Credit = payment.Settled.Credit - amount } + settled });
        }

        return (debt, book);
    }
}
