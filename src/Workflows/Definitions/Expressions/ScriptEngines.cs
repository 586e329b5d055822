using System.Collections.Concurrent;
using System.Globalization;
using Doorstep.Workflows.Kernel;
using Jint;
using Jint.Runtime;

namespace Doorstep.Workflows.Definitions.Expressions;

/// <summary>A JavaScript engine with the bounds that it keeps and a clock that is set before every script.</summary>
internal sealed class ScriptEngine
{
    private readonly GivenTime _time = new();

    public ScriptEngine(Bounds bounds)
    {
        Bounds = bounds;
        Engine = new Engine(options =>
        {
            options.Strict();
            options.Culture(CultureInfo.InvariantCulture);
            options.TimeSystem = _time;
            options.LocalTimeZone(TimeZoneInfo.Utc);
            options.DisableStringCompilation();
            options.TimeoutInterval(bounds.ExpressionTimeMax);
            options.MaxStatements(bounds.ExpressionStatementsMax);
            options.LimitMemory(bounds.ExpressionBytesMax);
            options.LimitRecursion(64);
            options.RegexTimeoutInterval(bounds.ExpressionTimeMax);
            options.Constraints.MaxArraySize = 100_000;
        });
    }

    public Engine Engine { get; }

    public Bounds Bounds { get; }

    public void SetTime(DateTimeOffset now) => _time.Now = now;

    private sealed class GivenTime : ITimeSystem
    {
        private static readonly ITimeSystem Parser = new Options().TimeSystem;

        public DateTimeOffset Now { get; set; }

        public TimeZoneInfo DefaultTimeZone => TimeZoneInfo.Utc;

        public DateTimeOffset GetUtcNow() => Now;

        public bool TryParse(string date, out long epochMilliseconds) => Parser.TryParse(date, out epochMilliseconds);

        public TimeSpan GetUtcOffset(long epochMilliseconds) => TimeSpan.Zero;
    }
}

/// <summary>
/// Engines for scripts. Making one costs more than most scripts, so a plain script (<see cref="PlainScript"/>) borrows one that ran others before: it writes nothing that the next could
/// see, and the words that were put in for it are taken out again. Any other script gets an engine that nobody used and nobody will.
/// </summary>
internal static class ScriptEngines
{
    private static readonly int IdleMax = 4 * Environment.ProcessorCount;

    private static readonly ConcurrentBag<ScriptEngine> Idle = [];

    /// <summary>Counted beside the bag, which stops everybody in order to count itself.</summary>
    private static int _idle;

    /// <summary>Runs a plain script in an engine that was lent; one whose script threw is not lent again.</summary>
    public static T Lend<T>(Bounds bounds, string[] words, Func<ScriptEngine, T> run)
    {
        var lent = Take() is { } idle && idle.Bounds == bounds ? idle : new ScriptEngine(bounds);
        var result = run(lent);
        foreach (var word in words) lent.Engine.Global.Delete(word);
        if (Interlocked.Increment(ref _idle) <= IdleMax) Idle.Add(lent);
        else Interlocked.Decrement(ref _idle);
        return result;
    }

    private static ScriptEngine? Take()
    {
        if (!Idle.TryTake(out var idle)) return null;
        Interlocked.Decrement(ref _idle);
        return idle;
    }
}
