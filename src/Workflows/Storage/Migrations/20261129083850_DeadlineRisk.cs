using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Doorstep.Workflows.Storage.Migrations
{
    /// <inheritdoc />
    public partial class DeadlineRisk : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_deadlines_due",
                table: "deadlines");

            migrationBuilder.AddColumn<int>(
                name: "risk",
                table: "deadlines",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.CreateIndex(
                name: "ix_deadlines_due",
                table: "deadlines",
                columns: new[] { "is_parked", "risk", "next_try_at" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_deadlines_due",
                table: "deadlines");

            migrationBuilder.DropColumn(
                name: "risk",
                table: "deadlines");

            migrationBuilder.CreateIndex(
                name: "ix_deadlines_due",
                table: "deadlines",
                columns: new[] { "is_parked", "next_try_at" });
        }
    }
}
