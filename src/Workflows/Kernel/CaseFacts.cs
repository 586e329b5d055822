using System.Text.Json;

namespace Doorstep.Workflows.Kernel;

/// <summary>What is known about a case beside where its machine stands: the case file. The kernel only shows it to expressions, as <c>case</c>.</summary>
public abstract record CaseFacts
{
    /// <summary>The file as one JSON object. Two equal files give the same bytes.</summary>
    public abstract JsonElement ToJson();
}

/// <summary>Opens a case file and folds facts into it. Pure: the answer depends on the arguments alone.</summary>
public abstract class FactFolder
{
    /// <summary>The case file of a case that starts now, from the body that started it.</summary>
    public abstract CaseFacts Open(JsonElement start, DateTimeOffset now);

    /// <summary>The file with one more fact in it. A fact that says nothing about the file returns it unchanged.</summary>
    public abstract CaseFacts Fold(CaseFacts facts, WorkflowEvent.Raised fact, DateTimeOffset now);

    /// <summary>Reads back what <see cref="CaseFacts.ToJson"/> wrote.</summary>
    public abstract CaseFacts Read(JsonElement json);
}
