using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace Doorstep.Workflows.Collections.Payments;

/// <summary>Every payment of the case and what it settled, so that one which goes back takes back exactly that. A payment counts once by its <c>ref</c>, whatever ids its events have.</summary>
/// <param name="Received">Payments in the order in which they were heard of.</param>
/// <param name="Waiting">Reversals whose payment has not come yet.</param>
public sealed record PaymentBook(ImmutableArray<Payment> Received, ImmutableArray<WaitingReversal> Waiting)
{
    /// <summary>No payment.</summary>
    public static PaymentBook None { get; } = new([], []);

    /// <summary>All that came in, in minor units.</summary>
    [JsonIgnore]
    public long Paid => Received.Sum(payment => payment.Amount);

    /// <summary>All that went back.</summary>
    [JsonIgnore]
    public long Reversed => Received.Sum(payment => payment.Reversed);

    /// <summary>The payment with the ledger's name for it; null where none is known.</summary>
    public Payment? Known(string? @ref) => Received.FirstOrDefault(payment => Payment.IsSameRef(payment.Ref, @ref));

    /// <summary>The payment that a reversal means: by its <c>ref</c>, or by the id of its event where it has none. Of several that one of which something is left.</summary>
    public Payment? Meant(string name) =>
        Received.Where(payment => payment.IsNamed(name)).OrderBy(payment => payment.Left == 0).FirstOrDefault();

    /// <summary>What waits to go back of a payment that comes now.</summary>
    public long WaitingFor(string name) => Waiting.Where(reversal => Payment.IsSameRef(reversal.Ref, name)).Sum(reversal => reversal.Amount);

    /// <summary>With one payment as it is now.</summary>
    public PaymentBook With(Payment before, Payment after) => this with { Received = Received.Replace(before, after) };

    /// <summary>Takes so much off what waits for a payment; the oldest first.</summary>
    public PaymentBook Served(string name, long amount)
    {
        var left = amount;
        var waiting = ImmutableArray.CreateBuilder<WaitingReversal>();
        foreach (var reversal in Waiting)
        {
            var served = Payment.IsSameRef(reversal.Ref, name) ? Math.Min(left, reversal.Amount) : 0;
            left -= served;
            if (reversal.Amount > served) waiting.Add(reversal with { Amount = reversal.Amount - served });
        }

        return this with { Waiting = waiting.ToImmutable() };
    }
}
