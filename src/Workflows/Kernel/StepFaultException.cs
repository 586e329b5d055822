namespace Doorstep.Workflows.Kernel;

/// <summary>A definition broke inside a step. Caught once, in <see cref="StateMachine"/>, and turned into <see cref="Decision.Faulted"/>.</summary>
/// <param name="code">What kind of fault; see <see cref="Incident"/>.</param>
/// <param name="message">The cause, in words.</param>
/// <param name="cause">What was thrown underneath, if anything.</param>
public sealed class StepFaultException(string code, string message, Exception? cause = null) : Exception(message, cause)
{
    /// <summary>What kind of fault; see <see cref="Incident"/>.</summary>
    public string Code { get; } = code;

    /// <summary>What broke; null where it is no part of a definition. The innermost part says it.</summary>
    public FaultPlace? Place { get; internal set; }
}
