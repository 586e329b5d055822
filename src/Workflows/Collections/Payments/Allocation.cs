using System.Collections.Immutable;

namespace Doorstep.Workflows.Collections.Payments;

/// <summary>What a payment settled, part by part, in minor units.</summary>
/// <param name="Fees">Of the costs.</param>
/// <param name="Interest">Of the interest.</param>
/// <param name="Penalty">Of the penalty.</param>
/// <param name="Principal">Of the principal.</param>
/// <param name="Credit">Beyond what was owed.</param>
public sealed record Allocation(long Fees = 0, long Interest = 0, long Penalty = 0, long Principal = 0, long Credit = 0)
{
    /// <summary>The word for what was paid beyond what was owed.</summary>
    private const string Beyond = "CREDIT";

    /// <summary>Nothing.</summary>
    public static Allocation None { get; } = new();

    /// <summary>All of it.</summary>
    public long Total => checked(Fees + Interest + Penalty + Principal + Credit);

    /// <summary>Both together.</summary>
    public static Allocation operator +(Allocation left, Allocation right) =>
        new(left.Fees + right.Fees, left.Interest + right.Interest, left.Penalty + right.Penalty, left.Principal + right.Principal, left.Credit + right.Credit);

    /// <summary>What is left of it.</summary>
    public static Allocation operator -(Allocation left, Allocation right) =>
        new(left.Fees - right.Fees, left.Interest - right.Interest, left.Penalty - right.Penalty, left.Principal - right.Principal, left.Credit - right.Credit);

    /// <summary>What goes back first: what was settled last. What stays is what a payment of the rest would have settled.</summary>
    /// <param name="amount">How much goes back; at most <see cref="Total"/>.</param>
    /// <param name="order">In which order parts are settled.</param>
    public Allocation Last(long amount, ImmutableArray<string> order)
    {
        var (back, left) = (None, amount);
        foreach (var part in order.Reverse().Prepend(Beyond))
        {
            var taken = Math.Min(left, Part(part));
            (back, left) = (back.With(part, taken), left - taken);
        }

        return back;
    }

    /// <summary>An amount of one part: <c>FEES</c>, <c>INTEREST</c>, <c>PENALTY</c>, <c>PRINCIPAL</c>.</summary>
    public Allocation With(string part, long amount) => part switch
    {
        "FEES" => this with { Fees = amount },
        "INTEREST" => this with { Interest = amount },
        "PENALTY" => this with { Penalty = amount },
        Beyond => this with { Credit = amount },
        _ => this with { Principal = amount },
    };

    private long Part(string name) => name switch { "FEES" => Fees, "INTEREST" => Interest, "PENALTY" => Penalty, Beyond => Credit, _ => Principal };
}
