using System.Collections.Immutable;
using System.Text.Json;
using Doorstep.Workflows.Kernel;

namespace Doorstep.Workflows.Definitions;

/// <summary>A workflow definition as Elsa 3.8 and its Studio write it. What Doorstep does not know stays in <see cref="Json"/>, untouched.</summary>
public sealed record AuthoredDefinition
{
    /// <summary>The definition's id; null in a definition that Studio has just made up.</summary>
    public string? DefinitionId { get; init; }

    /// <summary>Its name, for people.</summary>
    public string Name { get; init; } = "";

    /// <summary>The version it says it is; the catalogue decides.</summary>
    public int Version { get; init; }

    /// <summary>Elsa's option <c>usableAsActivity</c>: it runs inside other definitions, and no case starts in it.</summary>
    public bool IsPart { get; init; }

    /// <summary>Variables with their initial values.</summary>
    public ImmutableArray<VariableDeclaration> Variables { get; init; } = [];

    /// <summary>Names of the inputs it declares.</summary>
    public ImmutableArray<string> Inputs { get; init; } = [];

    /// <summary>The root activity's type.</summary>
    public string? RootType { get; init; }

    /// <summary>Name of the initial state.</summary>
    public string? InitialState { get; init; }

    /// <summary>The states, in drawing order.</summary>
    public ImmutableArray<AuthoredState> States { get; init; } = [];

    /// <summary>The transitions, in declaration order.</summary>
    public ImmutableArray<AuthoredTransition> Transitions { get; init; } = [];

    /// <summary>The whole text.</summary>
    public required JsonElement Json { get; init; }
}

/// <summary>A state as written; <c>*</c> and <c>^</c> are drawn as states too.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Entry">Activity of the entry slot, or undefined.</param>
/// <param name="Exit">Activity of the exit slot, or undefined.</param>
/// <param name="IsFinal">Marked <c>"final": true</c>: it is meant to have no way out.</param>
/// <param name="Stage">The stage of a loan that it says it is (domain.md b.2), or null.</param>
public sealed record AuthoredState(string Name, JsonElement Entry, JsonElement Exit, bool IsFinal, string? Stage);

/// <summary>A transition as written; <c>"optional": true</c> says that a supervisor may skip what triggers it.</summary>
public sealed record AuthoredTransition(
    string? Name, string? DisplayName, string From, string To, JsonElement Trigger, JsonElement Condition, JsonElement Action, bool IsOptional = false);
