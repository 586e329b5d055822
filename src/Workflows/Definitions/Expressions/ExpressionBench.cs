using System.Collections.Concurrent;
using System.Runtime.ExceptionServices;
using Doorstep.Workflows.Kernel;

namespace Doorstep.Workflows.Definitions.Expressions;

/// <summary>
/// Where foreign text is read and run: on threads of its own with a deep stack, so that no nesting that fits into the bounds ends the process, and with a time after
/// which nobody waits any more. A thread that does not come back is left behind and replaced; its case gets a fault, every other one goes on.
/// </summary>
internal static class ExpressionBench
{
    private const int StackBytes = 256 * 1024 * 1024;

    private static readonly ConcurrentBag<Worker> Idle = [];

    /// <summary>Added to the time that an expression has by its own bound: on a busy machine a lawful one may wait long for its first turn, and nothing known never ends.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromMinutes(1);

    /// <summary>Runs something to its end, or throws what it threw.</summary>
    /// <exception cref="StepFaultException">It did not come to its end.</exception>
    public static T Run<T>(Func<T> work, TimeSpan time)
    {
        var worker = Idle.TryTake(out var idle) ? idle : new Worker();
        T result = default!;
        if (!worker.TryRun(() => result = work(), time + Grace, out var thrown))
            throw new StepFaultException("bound", $"It did not end within {(time + Grace).TotalSeconds:0} s and could not be stopped; it is left to itself (bound ExpressionTimeMax).");
        Idle.Add(worker);
        thrown?.Throw();
        return result;
    }

    /// <summary>Whether a failure means that a bound of the machine was met.</summary>
    public static bool IsBound(Exception exception) => exception is OutOfMemoryException or InsufficientExecutionStackException or OverflowException;

    /// <summary>One thread with one job at a time. Both sides wait without spinning: on a busy machine whoever spins takes the time of whom it waits for.</summary>
    private sealed class Worker
    {
        private readonly object _turn = new();
        private Job? _next;
        private bool _isLeft;

        public Worker() => new Thread(Work, StackBytes) { IsBackground = true, Name = "expressions" }.Start();

        public bool TryRun(Action work, TimeSpan time, out ExceptionDispatchInfo? thrown)
        {
            var job = new Job(work);
            var until = Environment.TickCount64 + (long)time.TotalMilliseconds;
            lock (_turn)
            {
                _next = job;
                Monitor.PulseAll(_turn);
                while (!job.IsDone && until - Environment.TickCount64 is > 0 and var left) Monitor.Wait(_turn, TimeSpan.FromMilliseconds(left));
                _isLeft = !job.IsDone;
            }

            thrown = job.Thrown;
            return job.IsDone;
        }

        private void Work()
        {
            while (Next() is { } job)
            {
                job.Run();
                lock (_turn)
                {
                    job.IsDone = true;
                    Monitor.PulseAll(_turn);
                }
            }
        }

        private Job? Next()
        {
            lock (_turn)
            {
                while (_next is null && !_isLeft) Monitor.Wait(_turn);
                var job = _isLeft ? null : _next;
                _next = null;
                return job;
            }
        }
    }

    private sealed class Job(Action work)
    {
        public bool IsDone { get; set; }

        public ExceptionDispatchInfo? Thrown { get; private set; }

        public void Run()
        {
            try
            {
                work();
            }
#pragma warning disable CA1031 // It is thrown again where it is waited for.
            catch (Exception exception)
#pragma warning restore CA1031
            {
                Thrown = ExceptionDispatchInfo.Capture(exception);
            }
        }
    }
}
