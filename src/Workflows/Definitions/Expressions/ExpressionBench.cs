using System.Collections.Concurrent;
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

#pragma warning disable CA1001 // Its thread ends with the process, or never.
    private sealed class Worker
#pragma warning restore CA1001
    {
        private readonly BlockingCollection<Job> _jobs = new(1);

        public Worker() => new Thread(Work, StackBytes) { IsBackground = true, Name = "expressions" }.Start();

        public bool TryRun(Action work, TimeSpan time, out System.Runtime.ExceptionServices.ExceptionDispatchInfo? thrown)
        {
            var job = new Job(work);
            _jobs.Add(job);
            var isDone = job.Done.Wait(time);
            if (!isDone) _jobs.CompleteAdding();
            thrown = isDone ? job.Thrown : null;
            return isDone;
        }

        private void Work()
        {
            foreach (var job in _jobs.GetConsumingEnumerable()) job.Run();
        }
    }

    private sealed class Job(Action work)
    {
        public ManualResetEventSlim Done { get; } = new();

        public System.Runtime.ExceptionServices.ExceptionDispatchInfo? Thrown { get; private set; }

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
                Thrown = System.Runtime.ExceptionServices.ExceptionDispatchInfo.Capture(exception);
            }

            Done.Set();
        }
    }
}
