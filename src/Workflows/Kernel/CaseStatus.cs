namespace Doorstep.Workflows.Kernel;

/// <summary>Whether a case still listens. A fault is not a status: a faulted case runs on from the state it kept.</summary>
public enum CaseStatus
{
    /// <summary>Waiting in a state that is not final.</summary>
    Running,

    /// <summary>Reached a final state of its outermost machine. Nothing reopens it.</summary>
    Completed,
}
